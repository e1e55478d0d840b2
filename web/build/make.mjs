// Builds the browser's side into a folder, part by part; a part whose sources have not changed is
// left as it is.
//
//   node build/make.mjs FOLDER [--skip-viewer=true]

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const OLDEST_NODE = [20, 19];

/** Each part: what it is made from, and how. */
const PARTS = [
  {
    name: 'app',
    sources: ['src/app', 'test', 'vite.config.ts', 'tsconfig.json', 'build/app.mjs'],
    make: async (out) => (await import('./app.mjs')).makeApp(out),
  },
  {
    name: 'viewer',
    sources: ['src/viewer', 'build/viewer.mjs', 'build/ohif.mjs'],
    make: async (out) => (await import('./viewer.mjs')).makeViewer(out),
  },
];
const SHARED_SOURCES = ['build/make.mjs', 'build/bundle.mjs', 'package-lock.json', 'package.json'];

const say = (text) => process.stderr.write(`web: ${text}\n`);

requireNode();
const [output, ...options] = process.argv.slice(2);
const skipped = options.includes('--skip-viewer=true') ? ['viewer'] : [];
for (const part of PARTS) {
  if (!skipped.includes(part.name)) {
    await makeIfChanged(part, resolve(output));
  }
}

async function makeIfChanged(part, folder) {
  const stamp = join(folder, '..', 'stamps', part.name);
  const index = join(folder, 'META-INF', 'africai', `${part.name}.json`);
  const now = digest([...SHARED_SOURCES, ...part.sources]);
  if (existsSync(index) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) {
    return;
  }
  installLibraries();
  rmSync(index, { force: true });
  rmSync(join(folder, 'META-INF', 'resources', part.name), { recursive: true, force: true });
  const started = Date.now();
  await part.make(folder);
  mkdirSync(join(stamp, '..'), { recursive: true });
  writeFileSync(stamp, now);
  say(`${part.name} built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Of the paths and contents of all files below these sources. */
function digest(sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(files).sort()) {
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function files(source) {
  if (!existsSync(source)) {
    throw new Error(`${source} is missing`);
  }
  try {
    return readdirSync(source).flatMap((name) => files(join(source, name)));
  } catch (e) {
    if (e.code !== 'ENOTDIR') {
      throw e;
    }
    return [source];
  }
}

/** What package-lock.json names, unless it is there already. */
function installLibraries() {
  const stamp = 'node_modules/.installed';
  const now = digest(['package-lock.json', 'package.json', '.npmrc']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) {
    return;
  }
  say('installing libraries (npm ci)');
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--prefer-offline'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (npm.status !== 0) {
    say('the libraries could not be installed. Without a network, -Dskip.web leaves the viewers out.');
    process.exit(1);
  }
  writeFileSync(stamp, now);
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    say(`Node.js ${OLDEST_NODE.join('.')} or newer is needed, this is ${process.versions.node}:`);
    say('the server is built WITHOUT the viewers for images. Everything else works.');
    process.exit(0);
  }
}
