import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inlineScripts, isKept, isNumbered, patch } from '../build/ohif.mjs';

test('a build that differs from the one that was looked at is refused', () => {
  const texts = new Map([['index.html', '<link href="/app.bundle.css">']]);

  assert.throws(() => patch(texts, 'b-1'), /stands in 1 places of 1 files, not in 28/);
});

test('a page with another number of scripts is refused', () => {
  assert.throws(() => inlineScripts('<script>a()</script>'), /holds 1 scripts, not 2/);
});

test('scripts in the page are named as a content security policy names them', () => {
  const hashes = inlineScripts('<script>a()</script><script src="/x"></script><script>b()</script>');

  assert.deepEqual(hashes, [
    'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4=',
    'sha256-cf242PFc/kb7xD0Qzhsmd9vvRkc+cWFmbi+k+YvtdKc=',
  ]);
});

test('models, slides, maps and service workers are left out', () => {
  for (const path of ['ort/ort.js', 'dicom-microscopy-viewer/a.js', 'a.js.map', 'sw.js']) {
    assert.equal(isKept(path), false, path);
  }
  for (const path of ['index.html', 'app.bundle.0a.js', 'assets/images/CT-Bone.png']) {
    assert.equal(isKept(path), true, path);
  }
});

test('only what is asked for by its number may be kept for ever', () => {
  assert.equal(isNumbered('app.bundle.0a.js'), true);
  assert.equal(isNumbered('init-service-worker.js'), false);
  assert.equal(isNumbered('index.html'), false);
});
