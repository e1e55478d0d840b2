// NIfTI images and segmentations, in a browser.

import assert from 'node:assert/strict';

/** NiiVue's first picture, on a busy machine without a graphics card. */
const PATIENCE = { timeout: 90_000 };
const CANVAS = '.canvas-frame';

export function volumeChecks({ browser, archive, session, folder }) {
  const file = `/data/experiments/${session}/scans/1/resources/Image/files/image.nii.gz`;
  const address = `/view/${session}/volume?file=${encodeURIComponent(file)}`;
  let view;

  return {
    async a_volume_is_shown_with_its_segmentation() {
      view = await browser.open(`/view/${session}`);
      await view.page.click('text=View volume');
      await view.page.waitForSelector('.status[data-ready=true]', PATIENCE);
      const shown = await browser.look(view.page, CANVAS, 'volume');

      assert.ok(shown.lit > 0.08, `lit ${shown.lit}`);
      assert.ok(shown.colored > 0.0005, `coloured ${shown.colored}`);
    },

    async the_page_that_lists_the_images_has_no_barriers() {
      const list = await browser.open(`/view/${session}`);
      await browser.look(list.page, 'body', 'images');

      assert.deepEqual(await browser.barriers(list.page), []);
      await list.page.close();
    },

    async the_segmentation_can_be_hidden_and_its_opacity_changed() {
      const before = await browser.look(view.page, CANVAS, 'volume');
      await view.page.locator('.mask input').first().uncheck();
      await view.page.waitForTimeout(500);
      const hidden = await browser.look(view.page, CANVAS, 'volume-no-mask');
      await view.page.locator('.mask input').first().check();
      await view.page.locator('#opacity').fill('20');
      await view.page.waitForTimeout(500);
      const faint = await browser.look(view.page, CANVAS, 'volume-faint-mask');

      assert.ok(hidden.colored < before.colored / 10, `${hidden.colored} of ${before.colored}`);
      assert.ok(hidden.lit > 0.08);
      assert.notEqual(faint.sum, before.sum);
    },

    async the_patients_left_is_on_the_right_until_it_is_chosen_otherwise() {
      const radiological = view.page.getByLabel('on the right (radiological)');
      assert.equal(await radiological.isChecked(), true);
      const before = await browser.look(view.page, CANVAS, 'volume-radiological');
      await view.page.getByLabel('on the left (neurological)').check();
      await view.page.waitForTimeout(500);
      const after = await browser.look(view.page, CANVAS, 'volume-neurological');

      assert.notEqual(after.sum, before.sum);
    },

    async several_segmentations_are_told_apart() {
      const boxes = view.page.locator('.mask input');
      assert.equal(await boxes.count(), 2);
      await boxes.nth(1).check();
      await view.page.waitForSelector('.mask:nth-of-type(2) .legend', PATIENCE);
      const colors = await view.page
        .locator('.legend i')
        .evaluateAll((swatches) => swatches.map((one) => getComputedStyle(one).backgroundColor));

      assert.equal(new Set(colors).size, 2);
      assert.ok(colors.every((color) => color !== 'rgba(0, 0, 0, 0)'));
    },

    async a_file_that_is_no_nifti_is_said_to_be_none() {
      await archive.put(`/data/experiments/${session}/scans/1/resources/LAST`, folder.broken);
      const broken = `/data/experiments/${session}/scans/1/resources/LAST/files/broken.nii.gz`;
      const other = await browser.open(
        `/view/${session}/volume?file=${encodeURIComponent(broken)}`,
      );
      const alert = await other.page.waitForSelector('[role=alert]', PATIENCE);

      assert.match(await alert.textContent(), /broken\.nii\.gz is no NIfTI file that can be read/);
      await other.page.close();
    },

    async a_file_that_is_gone_is_said_to_be_gone() {
      const other = await browser.open(`/view/${session}`);
      await other.page.route('**/image.nii.gz', (route) =>
        route.fulfill({ status: 404, contentType: 'text/plain', body: 'No such file.' }),
      );
      await other.page.goto(browser.url + address);
      const alert = await other.page.waitForSelector('[role=alert]', PATIENCE);

      assert.match(await alert.textContent(), /The file image\.nii\.gz is not there/);
      await other.page.close();
    },

    async the_volumes_page_has_no_barriers() {
      assert.deepEqual(await browser.barriers(view.page), []);
    },

    async the_volumes_page_keeps_to_the_site_and_to_its_policy() {
      const elsewhere = view.seen.requests.filter(
        (url) => !url.startsWith(browser.url) && !/^(blob|data):/.test(url),
      );
      assert.deepEqual(elsewhere, []);
      assert.deepEqual(view.seen.complaints, []);
      await view.page.close();
    },
  };
}

export function volumeChecksWithoutWebGl({ browser, session }) {
  const file = `/data/experiments/${session}/scans/1/resources/Image/files/image.nii.gz`;
  return {
    async without_webgl_the_volumes_page_says_what_to_do() {
      const { page, seen } = await browser.open(
        `/view/${session}/volume?file=${encodeURIComponent(file)}`,
      );
      const alert = await page.waitForSelector('[role=alert]');

      assert.match(await alert.textContent(), /no WebGL 2.*ITK-SNAP/s);
      assert.ok(!seen.requests.some((url) => url.includes('niivue')), 'NiiVue was fetched');
      await page.close();
    },

    async without_webgl_the_quick_look_is_offered_first() {
      const { page } = await browser.open(`/view/${session}`);
      await page.waitForSelector('#why:not([hidden])');
      const ways = await page.locator('.ways a').allTextContents();

      assert.deepEqual(ways, ['Quick look', 'View images']);
      assert.match(await page.textContent('#why'), /no WebGL 2/);
      await page.close();
    },
  };
}
