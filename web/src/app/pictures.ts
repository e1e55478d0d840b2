/** Pictures that the server draws, kept for a while, so that going back and forth asks for nothing. */
import { Refused } from './model';

/** Some 20 kB each. */
const MOST_KEPT = 120;

export class Pictures {
  private readonly kept = new Map<string, Promise<string>>();
  private readonly fetching = new AbortController();

  /** The address, in this page, of the picture at an address of the server's. */
  get(url: string): Promise<string> {
    const known = this.kept.get(url);
    if (known) {
      this.kept.delete(url); // to the end: the first ones are the longest unused
      this.kept.set(url, known);
      return known;
    }
    const picture = this.fetch(url);
    this.kept.set(url, picture);
    picture.catch(() => this.kept.delete(url)); // what failed is tried anew
    this.dropOldest();
    return picture;
  }

  /** Ends what is under way and lets go of all pictures. */
  close(): void {
    this.fetching.abort();
    for (const picture of this.kept.values()) {
      release(picture);
    }
    this.kept.clear();
  }

  private async fetch(url: string): Promise<string> {
    const headers = { Accept: 'image/jpeg' };
    const response = await fetch(url, { headers, signal: this.fetching.signal });
    if (!response.ok) {
      throw await Refused.of(response, 'This image');
    }
    return URL.createObjectURL(await response.blob());
  }

  private dropOldest(): void {
    for (const [url, picture] of this.kept) {
      if (this.kept.size <= MOST_KEPT) {
        return;
      }
      this.kept.delete(url);
      release(picture);
    }
  }
}

function release(picture: Promise<string>): void {
  picture.then(
    (address) => URL.revokeObjectURL(address),
    () => undefined, // it never came
  );
}
