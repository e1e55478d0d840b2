// Looks at images as people do: in a browser, against the packaged server.
//
//   URL, USER, PASSWORD  the server, and who fills it and looks
//   WEB                  the folder with playwright-core among its node_modules
//   CHROMIUM             the browser
//   FOLDER               what to fill the server with: phantom.zip, image.nii.gz, …
//   SHOTS                where to keep pictures of the screen

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Archive } from './archive.mjs';
import { Browser, runAll } from './browser.mjs';
import { ohifChecks } from './ohif_checks.mjs';
import { quickChecks, quickChecksOnASmallScreen, quickChecksToSaveData } from './quick_checks.mjs';
import { volumeChecks, volumeChecksWithoutWebGl } from './volume_checks.mjs';

const { URL: url, USER: user, PASSWORD: password, FOLDER: folder, SHOTS: shots } = process.env;
const PROJECT = 'VIEWED';
const OTHER = 'ANOTHER';

const index = JSON.parse(
  readFileSync(join(process.env.WEB, 'target/classes/META-INF/africai/viewer.json'), 'utf8'),
);
const archive = new Archive(url, user, password);
const session = await fill();
const realSession = await fillReal();

async function fill() {
  await archive.project(PROJECT);
  await archive.project(OTHER);
  await archive.importZip(PROJECT, join(folder, 'phantom.zip'));
  // The same patient in another project, which the viewer must not come to see.
  await archive.importZip(OTHER, join(folder, 'another.zip'));
  const id = Object.values(await archive.sessions(PROJECT))[0];
  const scan = `/data/experiments/${id}/scans/1/resources`;
  await archive.put(`${scan}/Image`, join(folder, 'image.nii.gz'));
  await archive.put(`${scan}/Annotations`, join(folder, 'segmentation_lesion_observer1.nii.gz'));
  await archive.put(`${scan}/Annotations`, join(folder, 'segmentation_lesion_observer2.nii.gz'));
  return id;
}

async function fillReal() {
  const zip = join(folder, 'real.zip');
  if (!existsSync(zip)) {
    return undefined;
  }
  await archive.project('REAL');
  await archive.importZip('REAL', zip);
  return Object.values(await archive.sessions('REAL'))[0];
}

async function withBrowser(options, checks) {
  const browser = await Browser.start({ url, shots, ...options });
  try {
    await browser.login(user, password);
    return await runAll(checks(browser));
  } finally {
    await browser.close();
  }
}

const known = {
  archive,
  session,
  realSession,
  project: PROJECT,
  other: OTHER,
  count: Number(process.env.SLICES),
  first: index.firstViewBytes,
  folder: { broken: join(folder, 'broken.nii.gz') },
};
let made = 0;
made += await withBrowser({}, (browser) => ({
  ...volumeChecks({ ...known, browser }),
  ...quickChecks({ ...known, browser }),
  ...ohifChecks({ ...known, browser }),
}));
made += await withBrowser({ webgl: false }, (browser) =>
  volumeChecksWithoutWebGl({ ...known, browser }),
);
made += await withBrowser({ viewport: { width: 360, height: 740 } }, (browser) =>
  quickChecksOnASmallScreen({ ...known, browser }),
);
made += await withBrowser({}, (browser) => quickChecksToSaveData({ ...known, browser }));
console.log(`1..${made}`);
