/** Colours of segmentations. */

/** Far apart for most kinds of colour vision; after the idea of Okabe and Ito. */
const PALETTE: [number, number, number][] = [
  [230, 75, 53],
  [86, 180, 233],
  [240, 228, 66],
  [0, 158, 115],
  [204, 121, 167],
  [230, 159, 0],
  [0, 114, 178],
  [153, 213, 148],
];

/** Label values that are told apart; more make it no label map. */
const MOST_LABELS = 256;

export interface Label {
  value: number;
  color: string;
}

/**
 * The values of a label map but for 0, in order; empty when these are no labels (fractions, negative
 * values, or too many).
 */
export function labelValues(voxels: ArrayLike<number>): number[] {
  const found = new Set<number>();
  let last = 0;
  for (let i = 0; i < voxels.length; i++) {
    const value = voxels[i] as number;
    if (value !== last) {
      last = value;
      if (!Number.isInteger(value) || value < 0) {
        return [];
      }
      found.add(value);
      if (found.size > MOST_LABELS) {
        return [];
      }
    }
  }
  found.delete(0);
  return [...found].sort((a, b) => a - b);
}

/** @param mask the place of the segmentation among all: each has its own first colour */
export function colorOf(mask: number, label: number): [number, number, number] {
  return PALETTE[(mask + label) % PALETTE.length] ?? [255, 255, 255];
}

/** In the form that NiiVue takes: 0 is clear. */
export function colormapOf(mask: number, values: number[]) {
  const colors = values.map((_, i) => colorOf(mask, i));
  return {
    R: [0, ...colors.map((color) => color[0])],
    G: [0, ...colors.map((color) => color[1])],
    B: [0, ...colors.map((color) => color[2])],
    A: [0, ...colors.map(() => 255)],
    I: [0, ...values],
    labels: ['', ...values.map(String)],
  };
}

export function legendOf(mask: number, values: number[]): Label[] {
  return values.map((value, i) => ({ value, color: `rgb(${colorOf(mask, i).join(' ')})` }));
}

/** Contour and observer in a name like `segmentation_lesion_observer1.nii.gz`. */
export function maskTitle(fileName: string): string {
  const match = /^segmentation_(.+)_([^_]+)\.nii(\.gz)?$/i.exec(fileName);
  return match ? `${match[1]} (${match[2]})` : fileName;
}
