import { defineConfig } from 'vite';

/** The scripts of our own pages: one for each page, and what they share. */
export default defineConfig({
  base: '/app/',
  publicDir: false,
  build: {
    target: 'es2022',
    manifest: true,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2500,
    rollupOptions: {
      input: {
        choose: 'src/app/choose.ts',
        quick: 'src/app/quick.tsx',
        volume: 'src/app/volume.tsx',
      },
    },
  },
});
