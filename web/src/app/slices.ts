/** The pictures of a series in their order, from the metadata that DICOMweb gives (PS3.18 §F). */

/** A data set in DICOM's JSON model. */
export type Dataset = Record<string, { vr: string; Value?: unknown[] } | undefined>;

/** One picture: a frame of an object. */
export interface Slice {
  instance: string;
  /** from 1; 0 for the only frame of an object that has one */
  frame: number;
}

export interface Window {
  center: number;
  width: number;
}

export interface Preset {
  name: string;
  /** absent: as the file says */
  window?: Window;
}

const PRESETS_OF_CT: Preset[] = [
  { name: 'Brain', window: { center: 40, width: 80 } },
  { name: 'Soft tissue', window: { center: 40, width: 400 } },
  { name: 'Lung', window: { center: -600, width: 1500 } },
  { name: 'Bone', window: { center: 500, width: 2000 } },
];

const AS_STORED: Preset = { name: 'As stored' };

const SOP_INSTANCE_UID = '00080018';
const INSTANCE_NUMBER = '00200013';
const IMAGE_POSITION = '00200032';
const IMAGE_ORIENTATION = '00200037';
const NUMBER_OF_FRAMES = '00280008';
const ROWS = '00280010';
const WINDOW_CENTER = '00281050';
const WINDOW_WIDTH = '00281051';

export function numbers(dataset: Dataset, tag: string): number[] {
  return (dataset[tag]?.Value ?? []).map(Number).filter(Number.isFinite);
}

/**
 * All pictures. Objects that lie in space are ordered along the normal of their plane, the others by
 * Instance Number; objects without pixels are left out.
 */
export function slicesOf(metadata: Dataset[]): Slice[] {
  const pictures = metadata.filter((one) => numbers(one, ROWS).length > 0);
  return inOrder(pictures).flatMap(framesOf);
}

function inOrder(pictures: Dataset[]): Dataset[] {
  const places = pictures.map(placeAlongNormal);
  const number = (one: Dataset) => numbers(one, INSTANCE_NUMBER)[0] ?? 0;
  const isVolume = new Set(places).size === places.length && !places.includes(undefined);
  return pictures
    .map((picture, i) => ({ picture, place: (isVolume ? places[i] : undefined) ?? 0 }))
    .sort((a, b) => a.place - b.place || number(a.picture) - number(b.picture))
    .map((one) => one.picture);
}

/** How far along the normal of its own plane an image lies, in mm. */
function placeAlongNormal(picture: Dataset): number | undefined {
  const [x, y, z] = numbers(picture, IMAGE_POSITION);
  const [a, b, c, d, e, f] = numbers(picture, IMAGE_ORIENTATION);
  if (x === undefined || y === undefined || z === undefined || f === undefined) {
    return undefined;
  }
  const [rx, ry, rz, cx, cy] = [a ?? 0, b ?? 0, c ?? 0, d ?? 0, e ?? 0];
  const along = x * (ry * f - rz * cy) + y * (rz * cx - rx * f) + z * (rx * cy - ry * cx);
  return Math.round(along * 1000) / 1000;
}

function framesOf(picture: Dataset): Slice[] {
  const instance = String(picture[SOP_INSTANCE_UID]?.Value?.[0] ?? '');
  const frames = numbers(picture, NUMBER_OF_FRAMES)[0] ?? 1;
  return frames <= 1
    ? [{ instance, frame: 0 }]
    : Array.from({ length: frames }, (_, i) => ({ instance, frame: i + 1 }));
}

/** The windows to choose from. Those of a CT are in Hounsfield units, the same for every scanner. */
export function presetsFor(modality: string, metadata: Dataset[]): Preset[] {
  if (modality === 'CT') {
    return [AS_STORED, ...PRESETS_OF_CT];
  }
  const stored = metadata.map(storedWindow).find((window) => window !== undefined);
  if (!stored) {
    return [AS_STORED];
  }
  const { center, width } = stored;
  const brighter = { center: center - width / 4, width };
  const darker = { center: center + width / 4, width };
  const moreContrast = { center, width: Math.max(width / 2, 1) };
  return [
    AS_STORED,
    { name: 'Brighter', window: brighter },
    { name: 'Darker', window: darker },
    { name: 'More contrast', window: moreContrast },
    { name: 'Less contrast', window: { center, width: width * 2 } },
  ];
}

function storedWindow(picture: Dataset): Window | undefined {
  const center = numbers(picture, WINDOW_CENTER)[0];
  const width = numbers(picture, WINDOW_WIDTH)[0];
  return center === undefined || width === undefined || width < 1 ? undefined : { center, width };
}

/**
 * Where the server draws a slice (PS3.18 §10.4.1.1.3).
 *
 * @param series the address of the series
 * @param edge pixels that the picture may be wide and high
 */
export function renderedUrl(
  series: string,
  slice: Slice,
  edge: number,
  window: Window | undefined,
): string {
  const frame = slice.frame > 0 ? `/frames/${slice.frame}` : '';
  const chosen = window ? `&window=${window.center},${window.width},linear` : '';
  return `${series}/instances/${slice.instance}${frame}/rendered?viewport=${edge},${edge}${chosen}`;
}

/** The letters at the edges of a picture: where the patient's left, head and front are. */
export interface Edges {
  left: string;
  right: string;
  top: string;
  bottom: string;
}

/** Empty for objects that do not lie in the patient's space. */
export function edgesOf(picture: Dataset | undefined): Edges | undefined {
  const orientation = picture ? numbers(picture, IMAGE_ORIENTATION) : [];
  if (orientation.length !== 6) {
    return undefined;
  }
  const row = orientation.slice(0, 3);
  const column = orientation.slice(3);
  const opposite = (vector: number[]) => vector.map((value) => -value);
  return {
    right: towards(row),
    left: towards(opposite(row)),
    bottom: towards(column),
    top: towards(opposite(column)),
  };
}

/** The patient's sides that a direction points to, the nearest first: `L`, `PR`. */
function towards(direction: number[]): string {
  const sides = [
    ['L', 'R'],
    ['P', 'A'],
    ['H', 'F'],
  ];
  return direction
    .map((value, axis) => ({ size: Math.abs(value), side: sides[axis]?.[value > 0 ? 0 : 1] ?? '' }))
    .filter((one) => one.size > 0.3)
    .sort((a, b) => b.size - a.size)
    .map((one) => one.side)
    .join('');
}
