// OHIF, in a browser: real images, segmentations and contours over them, and what it asks for.

import assert from 'node:assert/strict';

/** OHIF's first picture, on a busy machine without a graphics card. */
const PATIENCE = { timeout: 120_000 };
const VIEWPORT = '.viewport-element, .cornerstone-viewport-element';
const FIRST_VIEW_ALLOWANCE = 1.05;
/** From the holder of the head, which the first slice shows, to the head. */
const SLICES_ON = 12;

/** The first slice is the top of a head. */
const isLit = (picture) => picture.lit > 0.03;

async function open(browser, session, link) {
  const { page, seen } = await browser.open(`/view/${session}`);
  await page.click(link);
  await page.waitForSelector(VIEWPORT, PATIENCE);
  return { page, seen };
}

/** Waits until the picture has something to show, and does not change any more. */
async function settled(browser, page, name, isRight) {
  let last;
  for (const end = Date.now() + PATIENCE.timeout; Date.now() < end; ) {
    const now = await browser.look(page, VIEWPORT, name).catch(() => undefined); // redrawn meanwhile
    if (now && last?.sum === now.sum && isRight(now)) {
      return now;
    }
    last = now ?? last;
    await page.waitForTimeout(700);
  }
  throw new Error(`no right picture: ${JSON.stringify(last)}`);
}

async function overlay(browser, session, label, name) {
  const { page, seen } = await open(browser, session, '#full');
  await settled(browser, page, `${name}-before`, isLit);
  await page.locator(`[data-cy="study-browser-thumbnail-no-image"]:has-text("${label}")`).dblclick();
  await page.getByRole('button', { name: 'Yes' }).click(PATIENCE);
  const shown = await settled(browser, page, name, (picture) => picture.colored > 0.001);
  await page.screenshot({ path: `${browser.shots}/${name}-page.png` });
  return { page, seen, shown };
}

/** @param first the bytes that the page says a first view takes */
export function ohifChecks({ browser, session, project, other, first, realSession }) {
  let seen;

  return {
    async a_series_is_shown_in_the_viewer() {
      const view = await open(browser, session, '#full');
      const shown = await settled(browser, view.page, 'ohif', isLit);
      await view.page.screenshot({ path: `${browser.shots}/ohif-page.png` });
      seen = view.seen;

      assert.ok(shown.colored < 0.01, `coloured ${shown.colored}`);
      await view.page.close();
    },

    async it_asks_for_the_project_alone() {
      const root = `${browser.url}/data/projects/${project}/dicomweb/`;
      const data = seen.requests.filter((url) => url.includes('dicomweb'));

      assert.ok(data.length > 5, data.join('\n'));
      assert.deepEqual(
        data.filter((url) => !url.startsWith(root)),
        [],
      );
      assert.ok(!seen.requests.some((url) => url.includes(other)), 'another project was asked');
    },

    async it_asks_this_site_alone_and_keeps_to_its_policy() {
      const elsewhere = seen.requests.filter(
        (url) => !url.startsWith(browser.url) && !/^(blob|data):/.test(url),
      );

      assert.deepEqual(elsewhere, []);
      assert.deepEqual(seen.complaints, []);
    },

    async nothing_that_it_asks_for_is_missing() {
      const missing = seen.answers.filter((answer) => answer.status >= 400);

      assert.deepEqual(missing, []);
    },

    async a_first_view_is_not_larger_than_the_page_says() {
      const code = seen.viewerBytes();

      assert.ok(code > first * 0.8, `${code} bytes, ${first} said`);
      assert.ok(code < first * FIRST_VIEW_ALLOWANCE, `${code} bytes, ${first} said`);
    },

    async a_segmentation_is_shown_over_the_images() {
      const { page, seen: log } = await overlay(browser, session, 'Lesion, segmented', 'ohif-seg');

      assert.deepEqual(log.complaints, []);
      await page.close();
    },

    async contours_are_shown_over_the_images() {
      const { page, seen: log } = await overlay(browser, session, 'Lesion, outlined', 'ohif-rtstruct');

      assert.deepEqual(log.complaints, []);
      await page.close();
    },

    async the_page_of_the_viewer_is_isolated() {
      const { page } = await open(browser, session, '#full');

      assert.equal(await page.evaluate(() => window.crossOriginIsolated), true);
      await page.close();
    },

    ...(realSession && {
      async a_real_series_is_shown_in_the_viewer() {
        const view = await open(browser, realSession, '#full');
        await view.page.locator(VIEWPORT).first().hover();
        await settled(browser, view.page, 'ohif-real-first', (picture) => picture.lit > 0.01);
        for (let i = 0; i < SLICES_ON; i++) {
          await view.page.mouse.wheel(0, 100);
          await view.page.waitForTimeout(150);
        }
        await settled(browser, view.page, 'ohif-real', (picture) => picture.lit > 0.05);
        await view.page.screenshot({ path: `${browser.shots}/ohif-real-page.png` });

        assert.deepEqual(view.seen.complaints, []);
        await view.page.close();
      },
    }),
  };
}
