// Takes a module written in TypeScript as the browser gets it.

import { build } from 'esbuild';

export async function load(path) {
  const built = await build({ entryPoints: [path], bundle: true, format: 'esm', write: false });
  const code = Buffer.from(built.outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}
