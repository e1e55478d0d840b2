/** What NiiVue shows, and what of it people may change. */
import type { NVImage, Niivue } from '@niivue/niivue';
import { fetchFile, requireShowable } from './fetching';
import type { Label } from './labels';
import { colormapOf, labelValues, legendOf } from './labels';
import { inWords, megabytes } from './model';

export interface VolumeFile {
  name: string;
  url: string;
  size: number;
}

export type Layout = 'multi' | 'axial' | 'coronal' | 'sagittal' | 'render';

export interface MaskState {
  file: VolumeFile;
  isOn: boolean;
  legend: Label[];
  problem: string;
}

/** A state of the scene, for the controls. */
export interface Shown {
  status: string;
  isReady: boolean;
  isRadiological: boolean;
  layout: Layout;
  opacity: number;
  masks: MaskState[];
}

/** Grey: colours are for segmentations. */
const CROSSHAIR = [0.7, 0.7, 0.7, 1];

/** Segmentations that are shown at once when the page opens. */
const MOST_SHOWN_AT_FIRST = 1;

export class Scene {
  private readonly canvas: HTMLCanvasElement;
  private readonly tell: (shown: Shown) => void;
  private readonly stopped = new AbortController();
  private readonly loaded = new Map<string, NVImage>();
  private niivue: Niivue | undefined;
  private library: typeof import('@niivue/niivue') | undefined;
  private state: Shown = {
    status: 'Starting …',
    isReady: false,
    isRadiological: true,
    layout: 'multi',
    opacity: 0.6,
    masks: [],
  };

  constructor(canvas: HTMLCanvasElement, tell: (shown: Shown) => void) {
    this.canvas = canvas;
    this.tell = tell;
  }

  /** Shows an image, and the first of its segmentations. */
  async open(image: VolumeFile, masks: VolumeFile[]): Promise<void> {
    const isOn = (i: number) => i < MOST_SHOWN_AT_FIRST;
    this.change({
      status: 'Loading the viewer …',
      masks: masks.map((file, i) => ({ file, isOn: isOn(i), legend: [], problem: '' })),
    });
    this.library = await import('@niivue/niivue');
    this.niivue = new this.library.Niivue({
      isRadiologicalConvention: true,
      multiplanarLayout: this.library.MULTIPLANAR_TYPE.GRID,
      multiplanarShowRender: this.library.SHOW_RENDER.ALWAYS,
      crosshairColor: CROSSHAIR,
      crosshairWidth: 0.5,
      loadingText: '',
    });
    this.niivue.onLocationChange = (location: unknown) => this.tellPlace(location);
    await this.niivue.attachToCanvas(this.canvas);
    this.niivue.addVolume(await this.read(image));
    for (let i = 0; i < masks.length; i++) {
      if (isOn(i)) {
        await this.toggle(i, true);
      }
    }
    this.change({ status: `${image.name} is shown.`, isReady: true });
  }

  setRadiological(isRadiological: boolean): void {
    this.niivue?.setRadiologicalConvention(isRadiological);
    this.niivue?.drawScene();
    this.change({ isRadiological });
  }

  setLayout(layout: Layout): void {
    const types = this.library?.SLICE_TYPE;
    if (types) {
      const type = {
        multi: types.MULTIPLANAR,
        axial: types.AXIAL,
        coronal: types.CORONAL,
        sagittal: types.SAGITTAL,
        render: types.RENDER,
      }[layout];
      this.niivue?.setSliceType(type);
      this.change({ layout });
    }
  }

  setOpacity(opacity: number): void {
    this.change({ opacity });
    this.state.masks.forEach((mask) => this.applyOpacity(mask));
  }

  /** Shows a segmentation or hides it; the first time it is shown it is fetched. */
  async toggle(place: number, isOn: boolean): Promise<void> {
    const mask = this.state.masks[place];
    if (!mask) {
      return;
    }
    this.changeMask(place, { isOn, problem: '' });
    try {
      if (isOn && !this.loaded.has(mask.file.url)) {
        await this.add(place, mask.file);
      }
      const now = this.state.masks[place];
      if (now) {
        this.applyOpacity(now);
      }
    } catch (error) {
      this.changeMask(place, { isOn: false, problem: inWords(error) });
    }
  }

  close(): void {
    this.stopped.abort();
    this.niivue?.cleanup();
  }

  private async add(place: number, file: VolumeFile): Promise<void> {
    const volume = await this.read(file);
    const values = labelValues((volume.img ?? []) as ArrayLike<number>);
    if (values.length > 0) {
      volume.setColormapLabel(colormapOf(place, values));
    } else {
      volume.colormap = 'red';
    }
    this.loaded.set(file.url, volume);
    this.niivue?.addVolume(volume);
    const problem = values.length > 0 ? '' : emptiness(volume);
    this.changeMask(place, { legend: legendOf(place, values), problem });
  }

  private async read(file: VolumeFile): Promise<NVImage> {
    requireShowable(file.name, file.size);
    const total = megabytes(file.size);
    const bytes = await fetchFile(file.url, file.name, this.stopped.signal, (got) =>
      this.change({ status: `${file.name}: ${megabytes(got)} of ${total}` }),
    );
    try {
      const image = await this.library?.NVImage.loadFromFile({ file: bytes, name: file.name });
      if (image) {
        return image;
      }
      throw new Error('nothing in it');
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`${file.name} is no NIfTI file that can be read: ${why}`);
    }
  }

  private applyOpacity(mask: MaskState): void {
    const volume = this.loaded.get(mask.file.url);
    const place = volume ? (this.niivue?.volumes.indexOf(volume) ?? -1) : -1;
    if (place >= 0) {
      this.niivue?.setOpacity(place, mask.isOn ? this.state.opacity : 0);
    }
  }

  private tellPlace(location: unknown): void {
    const said = (location as { string?: string }).string;
    if (this.state.isReady && said) {
      this.change({ status: said });
    }
  }

  private changeMask(place: number, change: Partial<MaskState>): void {
    const masks = this.state.masks.map((mask, i) => (i === place ? { ...mask, ...change } : mask));
    this.change({ masks });
  }

  private change(change: Partial<Shown>): void {
    this.state = { ...this.state, ...change };
    this.tell(this.state);
  }
}

/** What to say of a segmentation that has no labels. */
function emptiness(volume: NVImage): string {
  const voxels = (volume.img ?? []) as ArrayLike<number>;
  const isEmpty = Array.prototype.every.call(voxels, (value: number) => value === 0);
  return isEmpty
    ? 'Nothing is marked in this segmentation.'
    : 'These are no labels (whole numbers from 0): the values are shown in shades of red.';
}
