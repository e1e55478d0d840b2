/** Fetches a file whole, telling how far it is. */
import { megabytes, Refused } from './model';

/** What a browser's tab holds several times over when it is unpacked and drawn. */
export const MOST_BYTES = 1_000_000_000;

/** Refuses a file that is too large to be shown. */
export function requireShowable(name: string, bytes: number): void {
  if (bytes > MOST_BYTES) {
    throw new Error(
      `${name} has ${megabytes(bytes)}, and at most ${megabytes(MOST_BYTES)} can be shown in a` +
        ' browser. Download it and open it in a program such as 3D Slicer.',
    );
  }
}

export async function fetchFile(
  url: string,
  name: string,
  signal: AbortSignal,
  progress: (bytes: number) => void,
): Promise<File> {
  const response = await fetch(url, { signal });
  if (!response.ok) {
    throw await Refused.of(response, `The file ${name}`);
  }
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) {
      return new File(parts, name);
    }
    parts.push(part.value as Uint8Array<ArrayBuffer>);
    bytes += part.value.length;
    requireShowable(name, bytes);
    progress(bytes);
  }
}
