// What the checks in a browser share: the browser, what it asked for and complained about, and what
// a picture of its screen shows.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
];
const WITHOUT_WEBGL = ['--disable-gpu', '--disable-3d-apis', '--disable-webgl2'];

/** What a page asked for, and what went wrong in it. */
class Seen {
  requests = [];
  answers = [];
  complaints = [];
  #viewer;
  #bytes = 0;

  constructor(url) {
    this.#viewer = `${url}/viewer/`;
  }

  async finished(request) {
    if (request.url().startsWith(this.#viewer)) {
      const sizes = await request.sizes().catch(() => ({ responseBodySize: 0 })); // page closed
      this.#bytes += sizes.responseBodySize;
    }
  }

  /** Bytes of the viewer itself that travelled. */
  viewerBytes() {
    return this.#bytes;
  }
}

/** A browser with one person in it, who is logged in. */
export class Browser {
  static async start({ url, shots, webgl = true, viewport = { width: 1280, height: 900 } }) {
    const { chromium } = createRequire(join(process.env.WEB, 'package.json'))('playwright-core');
    const profile = mkdtempSync(join(tmpdir(), 'africai-browser-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env.CHROMIUM,
      args: webgl ? FLAGS : [...FLAGS, ...WITHOUT_WEBGL],
      viewport,
    });
    return new Browser(context, profile, url, shots);
  }

  constructor(context, profile, url, shots) {
    this.context = context;
    this.profile = profile;
    this.url = url;
    this.shots = shots;
    mkdirSync(shots, { recursive: true });
  }

  async login(user, password) {
    const page = await this.context.newPage();
    await page.goto(`${this.url}/login`);
    await page.fill('#username', user);
    await page.fill('#password', password);
    await page.click('button[type=submit]');
    await page.waitForSelector('text=Logged in as');
    await page.close();
  }

  /** A page that keeps what it asked for and what went wrong in it. */
  async open(path) {
    const page = await this.context.newPage();
    const seen = new Seen(this.url);
    page.on('request', (request) => seen.requests.push(request.url()));
    page.on('response', (answer) => seen.answers.push({ url: answer.url(), status: answer.status() }));
    page.on('requestfinished', (request) => seen.finished(request));
    page.on('console', (message) => {
      if (/Content Security Policy|violates the following|Refused to/.test(message.text())) {
        seen.complaints.push(message.text());
      }
    });
    page.on('pageerror', (error) => seen.complaints.push(String(error)));
    await page.goto(this.url + path);
    return { page, seen };
  }

  /** A picture of an element, kept under a name, and what is in it. */
  async look(page, selector, name) {
    const element = page.locator(selector).first();
    const path = join(this.shots, `${name}.png`);
    const picture = await element.screenshot({ path });
    return this.measure(picture);
  }

  /** Shares of the pixels of a PNG picture, from 0 to 1. */
  async measure(picture) {
    this.desk ??= await this.context.newPage();
    return this.desk.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d');
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      let lit = 0;
      let colored = 0;
      let sum = 0;
      for (let i = 0; i < data.length; i += 4) {
        const most = Math.max(data[i], data[i + 1], data[i + 2]);
        const least = Math.min(data[i], data[i + 1], data[i + 2]);
        lit += most > 40 ? 1 : 0;
        colored += most - least > 60 ? 1 : 0;
        sum = (sum * 31 + data[i] * 7 + data[i + 1] * 3 + data[i + 2]) >>> 0;
      }
      const count = data.length / 4;
      return { lit: lit / count, colored: colored / count, sum };
    }, picture.toString('base64'));
  }

  /** What WCAG 2.2 AA has against a page, in words. */
  async barriers(page) {
    const web = createRequire(join(process.env.WEB, 'package.json'));
    await page.evaluate(readFileSync(web.resolve('axe-core/axe.min.js'), 'utf8'));
    const { violations } = await page.evaluate(
      (tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags } }),
      ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    );
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`);
  }

  async close() {
    await this.context.close();
    rmSync(this.profile, { recursive: true, force: true });
  }
}

/**
 * Runs checks one after the other and says what became of each, as `ClientChecks` reads it.
 *
 * @return how many there were
 */
export async function runAll(checks) {
  let number = 0;
  for (const [name, check] of Object.entries(checks)) {
    number++;
    try {
      await check();
      console.log(`ok ${name}`);
    } catch (error) {
      console.log(`not ok ${name}: ${String(error.stack ?? error).replaceAll('\n', ' | ')}`);
    }
  }
  return number;
}
