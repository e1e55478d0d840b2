// OHIF from its npm package: downloaded, checked, slimmed, changed for /viewer/, minified.
//
// The package cannot be installed, because not all it depends on is published; its build needs none
// of that. `npm pack` keeps what it downloads in npm's own cache.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { transform, version as minifier } from 'esbuild';
import { Bundle } from './bundle.mjs';
import { INTEGRITY, VERSION, inlineScripts, isKept, isNumbered, patch } from './ohif.mjs';

const PACKAGE = `@ohif/app@${VERSION}`;
const TEXT = /\.(js|css|html|json)$/;

/**
 * What a browser fetches until the first image is shown, compressed: measured by the tests, which
 * fail when it is more.
 */
const FIRST_VIEW_BYTES = 2_900_000;

export async function makeViewer(folder) {
  const work = mkdtempSync(join(tmpdir(), 'africai-viewer-'));
  try {
    const tarball = download(work);
    await verify(tarball);
    const dist = unpack(tarball, work);
    const build = buildNumber();
    const { texts, others } = read(dist);
    patch(texts, build);
    await minify(texts);
    texts.set('app-config.js', readFileSync('src/viewer/app-config.js', 'utf8'));
    texts.set('LICENSE.txt', readFileSync(join(work, 'package', 'LICENSE'), 'utf8'));
    const bundle = new Bundle(folder, 'viewer');
    for (const [path, content] of [...texts, ...others]) {
      const numbered = isNumbered(path) && path !== 'app-config.js';
      await bundle.add(numbered ? `${build}/${path}` : path, content, numbered);
    }
    bundle.finish({
      version: VERSION,
      firstViewBytes: FIRST_VIEW_BYTES,
      scripts: inlineScripts(texts.get('index.html')),
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function download(work) {
  process.stderr.write(`web: fetching ${PACKAGE} (50 MB, once)\n`);
  const npm = spawnSync(
    'npm',
    ['pack', PACKAGE, '--ignore-scripts', '--prefer-offline', '--pack-destination', work],
    { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' },
  );
  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (npm.status !== 0 || !tarball) {
    throw new Error(
      `${PACKAGE} could not be fetched; -Dskip.viewer builds without it.\n${npm.stderr ?? ''}`,
      { cause: npm.error },
    );
  }
  return join(work, tarball);
}

async function verify(tarball) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== INTEGRITY) {
    throw new Error(`${PACKAGE} is not what it was when it was chosen: ${integrity}`);
  }
}

function unpack(tarball, work) {
  const dropped = ['*.map', 'package/dist/ort', 'package/dist/dicom-microscopy-viewer'];
  const exclude = dropped.map((pattern) => `--exclude=${pattern}`);
  const tar = spawnSync('tar', ['-xzf', tarball, '-C', work, ...exclude], { encoding: 'utf8' });
  if (tar.status !== 0) {
    throw new Error(`tar failed: ${tar.stderr ?? ''}`, { cause: tar.error });
  }
  return join(work, 'package', 'dist');
}

/** What the files' addresses hold: another way to build gives others. */
function buildNumber() {
  const hash = createHash('sha256').update(INTEGRITY).update(minifier);
  for (const source of ['build/ohif.mjs', 'build/viewer.mjs']) {
    hash.update(readFileSync(source));
  }
  return `b-${hash.digest('hex').slice(0, 12)}`;
}

function read(dist) {
  const texts = new Map();
  const others = new Map();
  for (const file of files(dist)) {
    const path = relative(dist, file);
    if (isKept(path)) {
      const content = readFileSync(file);
      TEXT.test(path) ? texts.set(path, content.toString('utf8')) : others.set(path, content);
    }
  }
  return { texts, others };
}

/** Its scripts are published as they were written, 40 MB of them. */
async function minify(texts) {
  for (const [path, text] of texts) {
    if (path.endsWith('.js')) {
      const options = { minify: true, legalComments: 'inline', charset: 'utf8', target: 'es2022' };
      texts.set(path, (await transform(text, { ...options, loader: 'js' })).code);
    }
  }
}

function files(folder) {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? files(path) : [path]));
}
