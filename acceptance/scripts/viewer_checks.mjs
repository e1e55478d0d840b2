// Looks at images as people do: in a browser, against the packaged server.
//
//   URL, USER, PASSWORD  the server, and who fills it and looks
//   WEB                  the folder with playwright-core among its node_modules
//   CHROMIUM             the browser
//   FOLDER               what to fill the server with: phantom.zip, image.nii.gz, …
//   SHOTS                where to keep pictures of the screen

import { join } from 'node:path';
import { Archive } from './archive.mjs';
import { Browser, runAll } from './browser.mjs';
import { volumeChecks, volumeChecksWithoutWebGl } from './volume_checks.mjs';

const { URL: url, USER: user, PASSWORD: password, FOLDER: folder, SHOTS: shots } = process.env;
const PROJECT = 'VIEWED';

const archive = new Archive(url, user, password);
const session = await fill();

async function fill() {
  await archive.project(PROJECT);
  await archive.importZip(PROJECT, join(folder, 'phantom.zip'));
  const id = Object.values(await archive.sessions(PROJECT))[0];
  const scan = `/data/experiments/${id}/scans/1/resources`;
  await archive.put(`${scan}/Image`, join(folder, 'image.nii.gz'));
  await archive.put(`${scan}/Annotations`, join(folder, 'segmentation_lesion_observer1.nii.gz'));
  await archive.put(`${scan}/Annotations`, join(folder, 'segmentation_lesion_observer2.nii.gz'));
  return id;
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
  folder: { broken: join(folder, 'broken.nii.gz') },
};
let made = 0;
made += await withBrowser({}, (browser) => ({
  ...volumeChecks({ ...known, browser }),
}));
made += await withBrowser({ webgl: false }, (browser) =>
  volumeChecksWithoutWebGl({ ...known, browser }),
);
console.log(`1..${made}`);
