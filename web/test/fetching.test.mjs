import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { fetchFile, requireShowable, MOST_BYTES } = await load('src/app/fetching.ts');

test('a file larger than a browser can hold is refused before it is fetched', () => {
  requireShowable('a.nii.gz', MOST_BYTES);

  assert.throws(() => requireShowable('a.nii.gz', MOST_BYTES + 1), /a\.nii\.gz has 1000 MB, and/);
});

test('a file is fetched whole, and how far it is is told', async () => {
  const told = [];
  const address = `data:application/gzip;base64,${Buffer.from('0123456789').toString('base64')}`;

  const file = await fetchFile(address, 'a.nii.gz', new AbortController().signal, (bytes) =>
    told.push(bytes),
  );

  assert.equal(await file.text(), '0123456789');
  assert.equal(file.name, 'a.nii.gz');
  assert.equal(told.at(-1), 10);
});
