/** What the server wrote into the page for its script. */
export function pageModel<T>(): { root: HTMLElement; model: T } {
  const root = document.getElementById('view');
  const text = root?.dataset['model'];
  if (!root || !text) {
    throw new Error('the page has no element #view with data-model');
  }
  return { root, model: JSON.parse(text) as T };
}

/** Whether the browser asks for less to be sent. */
export function savesData(): boolean {
  const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
  return connection?.saveData === true;
}

export function hasWebGl2(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null;
  } catch {
    return false;
  }
}

export function megabytes(bytes: number): string {
  const size = bytes / 1_000_000;
  return `${size < 10 ? Math.max(size, 0.1).toFixed(1) : Math.round(size)} MB`;
}

/** An answer of the server that is no success, in words for the person. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }

  static async of(response: Response, what: string): Promise<Refused> {
    const said = (await response.text()).slice(0, 2000);
    return new Refused(response.status, `${what} ${reason(response.status)}${detail(said)}`);
  }
}

function reason(status: number): string {
  switch (status) {
    case 401:
      return 'cannot be read: your login has ended. Log in again and reload this page.';
    case 403:
      return 'may not be read by you.';
    case 404:
      return 'is not there (any more), or you may not read it.';
    case 406:
      return 'cannot be shown in this form.';
    case 429:
    case 503:
      return 'cannot be had right now, because the server is busy. Try again in a moment.';
    default:
      return `could not be had (status ${status}).`;
  }
}

/** What the server said itself: plain text, or the detail of RFC 9457. */
function detail(said: string): string {
  let text = said.trim();
  try {
    text = String((JSON.parse(said) as { detail?: string }).detail ?? '');
  } catch {
    // plain text
  }
  return text && !text.startsWith('<') ? ` The server says: ${text}` : '';
}

/** An error in words for the person. */
export function inWords(error: unknown): string {
  if (error instanceof Refused) {
    return error.message;
  }
  if (error instanceof TypeError) {
    return 'The server could not be reached. Check the connection, then try again.';
  }
  return error instanceof Error ? error.message : String(error);
}
