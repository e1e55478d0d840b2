// The archive, as a program speaks to it that fills it for the checks.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

export class Archive {
  constructor(url, user, password) {
    this.url = url;
    this.authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  }

  async call(method, path, body, type) {
    const headers = { Authorization: this.authorization, ...(type && { 'Content-Type': type }) };
    const answer = await fetch(this.url + path, { method, headers, body });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    }
    return text;
  }

  project(id) {
    return this.call('PUT', `/data/projects/${id}`);
  }

  /** Archives a ZIP of DICOM objects. */
  importZip(project, file) {
    const path = `/data/services/import?dest=/archive/projects/${project}`;
    return this.call('POST', path, readFileSync(file), 'application/zip');
  }

  put(path, file) {
    const name = encodeURIComponent(basename(file));
    return this.call('PUT', `${path}/files/${name}?inbody=true`, readFileSync(file));
  }

  /** The accession IDs of a project's sessions, by label. */
  async sessions(project) {
    const path = `/data/projects/${project}/experiments?format=json&columns=ID,label`;
    const rows = JSON.parse(await this.call('GET', path)).ResultSet.Result;
    return Object.fromEntries(rows.map((row) => [row.label, row.ID]));
  }
}
