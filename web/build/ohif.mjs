// What of OHIF's published build is kept, and what is changed so that it works below /viewer/ and
// leaves the rest of the site alone. Every change says how often it must apply: another version of
// OHIF that is built differently stops the build rather than half working.

import { scriptHash } from './bundle.mjs';

export const VERSION = '3.13.2';
export const INTEGRITY =
  'sha512-WZdxmpmG7rqFgW9ZJLcbgr3XCtLi1KDNPoMaeY5PPe6j4G4fjEjjkycZM6C6Zk2F87BKxFfpq+jd5xXZB9E8EA==';

/** Where it is served. */
const BASE = '/viewer/';

/**
 * What is not kept: models that run in the browser (136 MB), the viewer of whole slides (20 MB),
 * source maps, programs for other ways of serving and logging in, and examples.
 */
const DROPPED = [
  /^ort\//,
  /^dicom-microscopy-viewer\//,
  /^customizations\//,
  /^assets\/(apple-touch-startup-image|yandex|coast|mstile|browserconfig|manifest)/,
  /\.map$/,
  /^(google|es6-shim\.min|polyfill\.min|oidc-client\.min|sw|app-config)\.js$/,
  /^(_headers|_redirects|serve\.json|silent-refresh\.html)$/,
];

export function isKept(path) {
  return !DROPPED.some((pattern) => pattern.test(path));
}

/**
 * Files whose address holds the build's number, so that browsers may keep them for ever. The others
 * are asked for by fixed addresses.
 */
export function isNumbered(path) {
  return /\.(js|css|wasm|woff2)$/.test(path) && path !== 'init-service-worker.js';
}

/** @param build the folder of this build's numbered files: `b-0123456789ab` */
function changes(build) {
  const numbered = `${BASE}${build}/`;
  return [
    { file: /^index\.html$/, what: 'href="/', by: `href="${BASE}`, times: 28 },
    { file: /^index\.html$/, what: 'src="/', by: `src="${BASE}`, times: 3 },
    { file: /^index\.html$/, what: 'content="/', by: `content="${BASE}`, times: 2 },
    { file: /^index\.html$/, what: 'window.PUBLIC_URL="/"', by: `window.PUBLIC_URL="${BASE}"`, times: 2 },
    { file: /^index\.html$/, what: `${BASE}app.bundle.`, by: `${numbered}app.bundle.`, times: 2 },
    {
      file: /\.js$/,
      what: '__webpack_require__.p = "/";',
      by: `__webpack_require__.p = "${numbered}";`,
      files: 8, // once in each
    },
    {
      file: /^app\.bundle\.[0-9a-f]+\.js$/,
      what: "'/dicom-microscopy-viewer/",
      by: `'${BASE}dicom-microscopy-viewer/`,
      times: 1,
    },
    {
      file: /^app\.bundle\.[0-9a-f]+\.js$/,
      what: "'/silent-refresh.html'",
      by: `'${BASE}silent-refresh.html'`,
      times: 1,
    },
    { file: /^app\.bundle\.css$/, what: 'url(/', by: `url(${numbered}`, times: 5 },
    { file: /^manifest\.json$/, what: '"/assets', by: `"${BASE}assets`, times: 9 },
  ];
}

/** OHIF's own script ends every service worker of the site, and fetches another from elsewhere. */
const NO_SERVICE_WORKER = '// The site has no service worker for the viewer, and keeps its own.\n';

/**
 * Changes the texts of a build.
 *
 * @param texts content by path, of every file that may be changed; changed in place
 * @throws Error when a change does not apply as often as it must
 */
export function patch(texts, build) {
  for (const change of changes(build)) {
    apply(change, texts);
  }
  if (!texts.has('init-service-worker.js')) {
    throw new Error('OHIF has no init-service-worker.js any more');
  }
  texts.set('init-service-worker.js', NO_SERVICE_WORKER);
}

function apply({ file, what, by, times, files }, texts) {
  let places = 0;
  let changed = 0;
  for (const [path, text] of texts) {
    const parts = file.test(path) ? text.split(what) : [text];
    if (parts.length > 1) {
      texts.set(path, parts.join(by));
      places += parts.length - 1;
      changed++;
    }
  }
  if (places !== (times ?? files) || (files && changed !== files)) {
    throw new Error(
      `OHIF ${VERSION}: '${what}' stands in ${places} places of ${changed} files, not in ${times ?? files}`,
    );
  }
}

/** Hashes of the scripts that stand in a page itself. */
export function inlineScripts(page) {
  const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((match) => match[1]);
  if (scripts.length !== 2) {
    throw new Error(`OHIF ${VERSION}: its page holds ${scripts.length} scripts, not 2`);
  }
  return scripts.map(scriptHash);
}
