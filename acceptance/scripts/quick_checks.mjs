// The quick look, in a browser.

import assert from 'node:assert/strict';

const PATIENCE = { timeout: 60_000 };
const STAGE = '.stage';
const ready = (slice) => `.stage[data-index="${slice}"][data-ready=true]`;

/** @param count how many slices the first series has */
export function quickChecks({ browser, session, project, count }) {
  const middle = Math.floor((count - 1) / 2) + 1;
  let view;

  return {
    async the_quick_look_shows_the_slice_in_the_middle() {
      view = await browser.open(`/view/${session}/quick`);
      await view.page.waitForSelector(ready(middle), PATIENCE);
      const shown = await browser.look(view.page, STAGE, 'quick');

      assert.ok(shown.lit > 0.08, `lit ${shown.lit}`);
      assert.match(await view.page.textContent('.where'), new RegExp(`Slice ${middle} of ${count}`));
    },

    async keys_move_through_the_series() {
      const { page } = view;
      for (const [key, slice] of [
        ['ArrowDown', middle + 1],
        ['ArrowUp', middle],
        ['End', count],
        ['ArrowRight', count],
        ['PageUp', count - 10],
        ['Home', 1],
        ['ArrowLeft', 1],
      ]) {
        await page.keyboard.press(key);
        await page.waitForSelector(ready(slice), PATIENCE);
      }
    },

    async the_picture_is_that_of_the_slice() {
      const { page } = view;
      await page.keyboard.press('Home');
      await page.waitForSelector(ready(1), PATIENCE);
      const first = await browser.look(page, '.stage img', 'quick-first');
      for (let i = 1; i < middle; i++) {
        await page.keyboard.press('ArrowDown');
      }
      await page.waitForSelector(ready(middle), PATIENCE);
      const now = await browser.look(page, '.stage img', 'quick-middle');

      assert.notEqual(first.sum, now.sum);
    },

    async numbers_choose_the_window() {
      const { page } = view;
      const before = await browser.look(page, '.stage img', 'quick-as-stored');
      await page.keyboard.press('5');
      await page.waitForSelector('button[aria-pressed=true]:has-text("Bone")');
      await page.waitForSelector(ready(middle), PATIENCE);
      const bone = await browser.look(page, '.stage img', 'quick-bone');

      assert.notEqual(bone.sum, before.sum);
      assert.ok(view.seen.requests.some((url) => url.includes('window=500,2000,linear')));
    },

    async the_wheel_and_a_finger_move_through_the_series() {
      const { page } = view;
      const box = await page.locator(STAGE).boundingBox();
      await page.mouse.move(box.x + 100, box.y + 100);
      await page.mouse.wheel(0, 60);
      await page.waitForSelector(ready(middle + 1), PATIENCE);
      await page.mouse.down();
      await page.mouse.move(box.x + 100, box.y + 100 + box.height / count * 3, { steps: 6 });
      await page.mouse.up();
      await page.waitForSelector(ready(middle + 4), PATIENCE);
    },

    async neighbours_are_fetched_ahead_and_nothing_twice() {
      const asked = view.seen.requests.filter((url) => url.includes('/rendered'));
      assert.equal(new Set(asked).size, asked.length);
      assert.ok(asked.length > 10, `${asked.length} pictures`);
    },

    async the_sides_of_the_patient_are_named() {
      const edges = await view.page.locator('.edge').allTextContents();
      assert.deepEqual(edges, ['R', 'L', 'A', 'P']);
    },

    async the_quick_look_has_no_barriers() {
      assert.deepEqual(await browser.barriers(view.page), []);
    },

    async the_quick_look_keeps_to_the_project_and_to_its_policy() {
      const root = `${browser.url}/data/projects/${project}/dicomweb/`;
      const data = view.seen.requests.filter((url) => url.includes('dicomweb'));
      assert.ok(data.length > 0 && data.every((url) => url.startsWith(root)), data.join(' '));
      const elsewhere = view.seen.requests.filter(
        (url) => !url.startsWith(browser.url) && !/^(blob|data):/.test(url),
      );
      assert.deepEqual(elsewhere, []);
      assert.deepEqual(view.seen.complaints, []);
      await view.page.close();
    },
  };
}

export function quickChecksOnASmallScreen({ browser, session }) {
  return {
    async on_a_small_screen_the_quick_look_comes_first_and_fits() {
      const { page } = await browser.open(`/view/${session}`);
      await page.waitForSelector('#why:not([hidden])');
      await page.click('#quick');
      await page.waitForSelector('.stage[data-ready=true]', PATIENCE);
      await browser.look(page, 'body', 'quick-small-screen');
      const width = await page.evaluate(() => document.documentElement.scrollWidth);

      assert.ok(width <= 360, `${width} pixels wide`);
      await page.close();
    },
  };
}

export function quickChecksToSaveData({ browser, session }) {
  return {
    async who_saves_data_is_offered_the_quick_look_first_and_fetches_less() {
      await browser.context.addInitScript(() =>
        Object.defineProperty(navigator, 'connection', { value: { saveData: true } }),
      );
      const { page, seen } = await browser.open(`/view/${session}`);
      await page.waitForSelector('#why:not([hidden])');
      assert.match(await page.textContent('#why'), /asks to save data/);
      await page.click('#quick');
      await page.waitForSelector('.stage[data-ready=true]', PATIENCE);
      await page.waitForTimeout(1000);
      const pictures = seen.requests.filter((url) => url.includes('/rendered'));

      assert.ok(pictures.length <= 2, `${pictures.length} pictures`);
      assert.ok(pictures.every((url) => url.includes('viewport=384,384')));
      await page.close();
    },
  };
}
