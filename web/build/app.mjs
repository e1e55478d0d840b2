// The scripts of our own pages, by Vite, after TypeScript has checked them.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Bundle } from './bundle.mjs';

/** Vite's list of what it made; not for browsers. */
const MANIFEST = join('.vite', 'manifest.json');

export async function makeApp(folder) {
  const made = mkdtempSync(join(tmpdir(), 'africai-app-'));
  try {
    run('npm', 'run', '--silent', 'check');
    run('npm', 'test', '--silent');
    run('npm', 'run', '--silent', 'build', '--', '--outDir', made, '--logLevel', 'warn');
    const bundle = new Bundle(folder, 'app');
    for (const file of files(made).filter((path) => relative(made, path) !== MANIFEST)) {
      await bundle.add(relative(made, file), readFileSync(file), true);
    }
    await bundle.add('LICENSES.txt', licenses(), false);
    const manifest = JSON.parse(readFileSync(join(made, MANIFEST), 'utf8'));
    bundle.finish({ version: '', entries: entries(manifest) });
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** The licences of all that is built into the scripts, as they ask to be passed on. */
function licenses() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  return Object.entries(packages)
    .filter(([path, one]) => path !== '' && !one.dev && !one.devOptional && !one.optional)
    .map(([path, one]) => `${path.replace(/^.*node_modules\//, '')} ${one.version}\n\n${text(path, one)}`)
    .join(`\n${'-'.repeat(80)}\n`);
}

function text(path, { license }) {
  const name = readdirSync(path).find((file) => /^licen[cs]e/i.test(file));
  return name ? readFileSync(join(path, name), 'utf8') : `Licence: ${license}\n`;
}

/** For each page its script, then the styles of that and of all it imports at once. */
function entries(manifest) {
  const found = {};
  for (const chunk of Object.values(manifest).filter((one) => one.isEntry)) {
    found[chunk.name] = [chunk.file, ...styles(manifest, chunk)];
  }
  return found;
}

function styles(manifest, chunk) {
  const imported = (chunk.imports ?? []).flatMap((key) => styles(manifest, manifest[key]));
  return [...new Set([...imported, ...(chunk.css ?? [])])];
}

function files(folder) {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? files(path) : [path]));
}

function run(command, ...args) {
  const ended = spawnSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  if (ended.status !== 0) {
    process.stderr.write(`${ended.stdout ?? ''}${ended.stderr ?? ''}`);
    throw new Error(`${command} ${args.join(' ')} failed`, { cause: ended.error });
  }
}
