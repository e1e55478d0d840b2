/** Fetches a file whole, telling how far it is. */
import { Refused } from './model';

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
    progress(bytes);
  }
}
