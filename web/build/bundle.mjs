// What every part has in common: files laid out for the server, compressed, with an index.

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = /\.(html|js|css|json|svg|txt|wasm)$/;
const BROTLI_QUALITY = 9; // 11 takes ten times as long for another twentieth
const SMALLEST_COMPRESSED = 512;

/** A bundle that is being laid out below `folder`. */
export class Bundle {
  #folder;
  #name;
  #files = [];

  constructor(folder, name) {
    this.#folder = folder;
    this.#name = name;
  }

  /**
   * Adds a file. What can be compressed is kept compressed only, in every coding: the server
   * unpacks it for who takes none.
   *
   * @param path its address below the bundle's
   * @param immutable whether another content will always have another address
   */
  async add(path, content, immutable) {
    const bytes = Buffer.from(content);
    const compressed = COMPRESSIBLE.test(path) && bytes.length >= SMALLEST_COMPRESSED;
    if (compressed) {
      await this.#compress(path, bytes);
    } else {
      this.#write(path, bytes);
    }
    this.#files.push({
      path,
      size: bytes.length,
      digest: createHash('sha256').update(bytes).digest('hex').slice(0, 16),
      immutable,
      compressed,
    });
  }

  /** Ends it: without the index nothing is there. */
  finish({ version, firstViewBytes = 0, scripts = [], entries = {} }) {
    const files = this.#files.sort((a, b) => (a.path < b.path ? -1 : 1));
    const index = { version, firstViewBytes, scripts, entries, files };
    const target = join(this.#folder, 'META-INF', 'africai', `${this.#name}.json`);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, JSON.stringify(index));
  }

  async #compress(path, bytes) {
    const [zipped, brotli] = await Promise.all([
      promisify(gzip)(bytes, { level: 9 }),
      promisify(brotliCompress)(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      }),
    ]);
    this.#write(`${path}.gz`, zipped);
    this.#write(`${path}.br`, brotli);
  }

  #write(path, bytes) {
    const target = join(this.#folder, 'META-INF', 'resources', this.#name, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
}

/** As a content security policy writes it. */
export function scriptHash(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
