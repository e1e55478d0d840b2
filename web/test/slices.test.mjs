import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { edgesOf, presetsFor, renderedUrl, slicesOf } = await load('src/app/slices.ts');
const { colormapOf, labelValues, maskTitle } = await load('src/app/labels.ts');

/** An axial image at a height. */
function image(uid, number, z, more = {}) {
  return {
    '00080018': { vr: 'UI', Value: [uid] },
    '00200013': { vr: 'IS', Value: [number] },
    '00200032': { vr: 'DS', Value: [0, 0, z] },
    '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] },
    '00280010': { vr: 'US', Value: [64] },
    ...more,
  };
}

const uids = (slices) => slices.map((slice) => slice.instance);

test('slices that lie in space are in its order, whatever their numbers', () => {
  const slices = slicesOf([image('b', 1, 10), image('c', 2, 20), image('a', 3, 0)]);

  assert.deepEqual(uids(slices), ['a', 'b', 'c']);
});

test('images at the same place, as of a time series, are in the order of their numbers', () => {
  const slices = slicesOf([image('b', 2, 0), image('a', 1, 0), image('c', 3, 5)]);

  assert.deepEqual(uids(slices), ['a', 'b', 'c']);
});

test('images without a place are in the order of their numbers', () => {
  const bare = (uid, number) => ({
    '00080018': { vr: 'UI', Value: [uid] },
    '00200013': { vr: 'IS', Value: [number] },
    '00280010': { vr: 'US', Value: [64] },
  });

  assert.deepEqual(uids(slicesOf([bare('b', 10), bare('a', 9)])), ['a', 'b']);
});

test('an object of many frames gives one slice each, and one without pixels none', () => {
  const frames = { '00280008': { vr: 'IS', Value: [3] } };
  const report = { '00080018': { vr: 'UI', Value: ['sr'] } };

  assert.deepEqual(slicesOf([image('m', 1, 0, frames), report]), [
    { instance: 'm', frame: 1 },
    { instance: 'm', frame: 2 },
    { instance: 'm', frame: 3 },
  ]);
});

test('the server is asked for slices as PS3.18 has it', () => {
  const window = { center: 40, width: 80 };

  assert.equal(
    renderedUrl('/s/1', { instance: '1.2', frame: 0 }, 512, undefined),
    '/s/1/instances/1.2/rendered?viewport=512,512',
  );
  assert.equal(
    renderedUrl('/s/1', { instance: '1.2', frame: 7 }, 512, window),
    '/s/1/instances/1.2/frames/7/rendered?viewport=512,512&window=40,80,linear',
  );
});

test('windows of a CT are in Hounsfield units and those of others follow what is stored', () => {
  const stored = {
    '00281050': { vr: 'DS', Value: [400] },
    '00281051': { vr: 'DS', Value: [800] },
  };

  assert.deepEqual(presetsFor('CT', []).map((one) => one.name)[1], 'Brain');
  assert.deepEqual(presetsFor('MR', [image('a', 1, 0, stored)])[1], {
    name: 'Brighter',
    window: { center: 200, width: 800 },
  });
  assert.deepEqual(presetsFor('MR', [image('a', 1, 0)]), [{ name: 'As stored' }]);
});

test('the edges of an axial and of an oblique image say which side is which', () => {
  assert.deepEqual(edgesOf(image('a', 1, 0)), { left: 'R', right: 'L', top: 'A', bottom: 'P' });
  const oblique = { '00200037': { vr: 'DS', Value: [0.8, 0.6, 0, 0, 0, -1] } };
  assert.deepEqual(edgesOf(image('a', 1, 0, oblique)), {
    left: 'RA',
    right: 'LP',
    top: 'H',
    bottom: 'F',
  });
  assert.equal(edgesOf({}), undefined);
});

test('labels are whole numbers from 1, and few', () => {
  assert.deepEqual(labelValues([0, 0, 3, 3, 1, 0, 3]), [1, 3]);
  assert.deepEqual(labelValues([0, 0]), []);
  assert.deepEqual(labelValues([0, 0.5]), []);
  assert.deepEqual(labelValues([0, -1]), []);
  assert.deepEqual(labelValues(Array.from({ length: 300 }, (_, i) => i)), []);
});

test('each segmentation begins with a colour of its own, and nothing is clear', () => {
  const first = colormapOf(0, [1, 4]);
  const second = colormapOf(1, [1]);

  assert.deepEqual(first.I, [0, 1, 4]);
  assert.deepEqual(first.A, [0, 255, 255]);
  assert.notDeepEqual([first.R[1], first.G[1]], [second.R[1], second.G[1]]);
});

test('names of the recommended layout are told as contour and observer', () => {
  assert.equal(maskTitle('segmentation_left_lung_observer2.nii.gz'), 'left_lung (observer2)');
  assert.equal(maskTitle('mask.nii.gz'), 'mask.nii.gz');
});
