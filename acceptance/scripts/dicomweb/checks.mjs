// dicomweb-client, unchanged, against the packaged server: one line "ok NAME" or "not ok NAME: WHY"
// for each check, and "1..COUNT" at the end.
import { createRequire } from 'node:module';
import { deepStrictEqual as same, ok } from 'node:assert';
import path from 'node:path';

// the client is installed where the checks run
const require = createRequire(path.join(process.cwd(), 'package.json'));
const { api } = require('dicomweb-client');

const { URL: server, USER: user, PASSWORD: password } = process.env;
const authorization = 'Basic ' + Buffer.from(`${user}:${password}`).toString('base64');

// ---- what a browser has and Node lacks

globalThis.XMLHttpRequest = class {
  readyState = 0;
  status = 0;
  response = null;
  responseType = '';
  #headers = new Headers();
  #answer = new Headers();

  open(method, url) {
    this.method = method;
    this.url = url;
  }

  setRequestHeader(name, value) {
    this.#headers.append(name, value);
  }

  getResponseHeader(name) {
    return this.#answer.get(name);
  }

  getAllResponseHeaders() {
    return [...this.#answer].map(([name, value]) => `${name}: ${value}`).join('\r\n');
  }

  async send(body) {
    const answer = await fetch(this.url, { method: this.method, headers: this.#headers, body });
    this.status = answer.status;
    this.#answer = answer.headers;
    const bytes = await answer.arrayBuffer();
    const text = () => new TextDecoder().decode(bytes);
    if (this.responseType === 'arraybuffer') {
      this.response = bytes;
    } else if (this.responseType === 'json') {
      this.response = text() === '' ? null : JSON.parse(text());
    } else {
      this.response = text();
    }
    this.readyState = 4;
    this.onreadystatechange();
  }
};

// ---- a small CT image in Explicit VR Little Endian

const CT = '1.2.840.10008.5.1.4.1.1.2';
const ROOT = '1.2.826.0.1.3680043.10.99';
const study = `${ROOT}.1`;
const series = `${ROOT}.1.1`;
const sop = (number) => `${series}.${number}`;
const SIDE = 8;

function element(group, number, vr, value) {
  let bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  if (bytes.length % 2 === 1) {
    bytes = Buffer.concat([bytes, Buffer.from(vr === 'UI' || vr === 'OB' ? '\0' : ' ')]);
  }
  const isLong = ['OB', 'OW', 'UN', 'SQ', 'UT'].includes(vr);
  const head = Buffer.alloc(isLong ? 12 : 8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(number, 2);
  head.write(vr, 4);
  if (isLong) {
    head.writeUInt32LE(bytes.length, 8);
  } else {
    head.writeUInt16LE(bytes.length, 6);
  }
  return Buffer.concat([head, bytes]);
}

const short = (value) => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};

const pixels = (number) => Buffer.alloc(SIDE * SIDE * 2, number);

function image(number) {
  const meta = Buffer.concat([
    element(0x0002, 0x0001, 'OB', Buffer.from([0, 1])),
    element(0x0002, 0x0002, 'UI', CT),
    element(0x0002, 0x0003, 'UI', sop(number)),
    element(0x0002, 0x0010, 'UI', '1.2.840.10008.1.2.1'),
    element(0x0002, 0x0012, 'UI', `${ROOT}.0`),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    element(0x0002, 0x0000, 'UL', length),
    meta,
    element(0x0008, 0x0016, 'UI', CT),
    element(0x0008, 0x0018, 'UI', sop(number)),
    element(0x0008, 0x0020, 'DA', '20260131'),
    element(0x0008, 0x0060, 'CS', 'CT'),
    element(0x0008, 0x103e, 'LO', 'Axial'),
    element(0x0010, 0x0010, 'PN', 'Okafor^Ada'),
    element(0x0010, 0x0020, 'LO', 'ADA1'),
    element(0x0020, 0x000d, 'UI', study),
    element(0x0020, 0x000e, 'UI', series),
    element(0x0020, 0x0011, 'IS', '1'),
    element(0x0020, 0x0013, 'IS', String(number)),
    element(0x0028, 0x0002, 'US', short(1)),
    element(0x0028, 0x0004, 'CS', 'MONOCHROME2'),
    element(0x0028, 0x0010, 'US', short(SIDE)),
    element(0x0028, 0x0011, 'US', short(SIDE)),
    element(0x0028, 0x0100, 'US', short(16)),
    element(0x0028, 0x0101, 'US', short(12)),
    element(0x0028, 0x0102, 'US', short(11)),
    element(0x0028, 0x0103, 'US', short(0)),
    element(0x0028, 0x2000, 'OB', Buffer.alloc(2_000, 7)),
    element(0x7fe0, 0x0010, 'OW', pixels(number)),
  ]);
}

const buffer = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
// an answer that is no multipart comes as the only one of a list
const bytes = (answer) => Buffer.from(Array.isArray(answer) ? answer[0] : answer);

// ---- the checks

await fetch(`${server}/data/projects/WEB`, { method: 'PUT', headers: { authorization } });
const client = new api.DICOMwebClient({
  url: `${server}/data/projects/WEB/dicomweb`,
  headers: { authorization },
});
const instance = {
  studyInstanceUID: study,
  seriesInstanceUID: series,
  sopInstanceUID: sop(1),
};
const value = (dataset, tag) => dataset[tag].Value[0];

const checks = {
  async nothing_is_found_before_anything_is_stored() {
    same(await client.searchForStudies(), []);
  },
  async images_are_stored() {
    const answer = await client.storeInstances({
      datasets: [1, 2, 3].map((number) => buffer(image(number))),
    });
    const said = typeof answer === 'string' ? JSON.parse(answer) : answer;
    same(said['00081199'].Value.length, 3);
  },
  async the_study_is_found() {
    const [found] = await client.searchForStudies({
      queryParams: { PatientName: 'okafor*', StudyDate: '20260101-20261231', limit: 10 },
    });
    same(value(found, '0020000D'), study);
    same(value(found, '00100010').Alphabetic, 'Okafor^Ada');
    same(value(found, '00201208'), 3);
  },
  async the_series_is_found() {
    const found = await client.searchForSeries({ studyInstanceUID: study });
    same(found.map((one) => value(one, '0020000E')), [series]);
  },
  async the_instances_are_found() {
    const found = await client.searchForInstances(instance);
    same(found.map((one) => value(one, '00080018')), [sop(1), sop(2), sop(3)]);
  },
  async metadata_of_study_series_and_instance() {
    same((await client.retrieveStudyMetadata(instance)).length, 3);
    same((await client.retrieveSeriesMetadata(instance)).length, 3);
    const [one] = await client.retrieveInstanceMetadata(instance);
    same(value(one, '0008103E'), 'Axial');
  },
  async an_instance_comes_back_as_it_was() {
    ok(bytes(await client.retrieveInstance(instance)).equals(image(1)));
  },
  async a_series_and_a_study_come_back_as_they_were() {
    for (const all of [await client.retrieveSeries(instance), await client.retrieveStudy(instance)]) {
      same(all.length, 3);
      ok(all.every((one, i) => bytes(one).equals(image(i + 1))));
    }
  },
  async frames_are_the_pixels() {
    const frames = await client.retrieveInstanceFrames({ ...instance, frameNumbers: [1] });
    same(frames.length, 1);
    ok(bytes(frames[0]).equals(pixels(1)));
  },
  async bulk_data_is_fetched_by_its_address() {
    const [one] = await client.retrieveInstanceMetadata(instance);
    const [found] = await client.retrieveBulkData({
      BulkDataURI: server + one['00282000'].BulkDataURI,
    });
    ok(bytes(found).equals(Buffer.alloc(2_000, 7)));
  },
  async a_picture_is_rendered() {
    const picture = bytes(await client.retrieveInstanceRendered(instance));
    same(picture.subarray(0, 2).toString('hex'), 'ffd8');
  },
  async a_frame_is_rendered_as_png() {
    const picture = bytes(
      await client.retrieveInstanceFramesRendered({
        ...instance,
        frameNumbers: [1],
        mediaTypes: [{ mediaType: 'image/png' }],
      }),
    );
    same(picture.subarray(1, 4).toString(), 'PNG');
  },
  async a_thumbnail_is_a_picture() {
    const picture = bytes(await client.retrieveInstanceThumbnail(instance));
    same(picture.subarray(0, 2).toString('hex'), 'ffd8');
  },
  async what_is_not_there_fails() {
    let status = 0;
    try {
      await client.retrieveInstance({ ...instance, sopInstanceUID: '1.2.3' });
    } catch (error) {
      status = error.status;
    }
    same(status, 404);
  },
};

let made = 0;
for (const [name, check] of Object.entries(checks)) {
  made += 1;
  try {
    await check();
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`not ok ${name}: ${String(error.message ?? error).replaceAll('\n', ' ')}`);
  }
}
console.log(`1..${made}`);
