/** A NIfTI image with the segmentations that belong to it, in three planes and in space. */
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { maskTitle } from './labels';
import { hasWebGl2, inWords, megabytes, pageModel } from './model';
import type { Layout, MaskState, Shown, VolumeFile } from './scene';
import { Scene } from './scene';
import './volume.css';

interface Model {
  images: VolumeFile[];
  masks: VolumeFile[];
}

const LAYOUTS: [Layout, string][] = [
  ['multi', 'Three planes and 3D'],
  ['axial', 'Axial'],
  ['coronal', 'Coronal'],
  ['sagittal', 'Sagittal'],
  ['render', '3D'],
];

function VolumeView({ model }: { model: Model }) {
  const [scene, setScene] = useState<Scene>();
  const [shown, setShown] = useState<Shown>();
  const [problem, setProblem] = useState('');
  const image = model.images[0];
  useEffect(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('#canvas');
    if (!canvas || !image) {
      return;
    }
    const made = new Scene(canvas, setShown);
    made.open(image, model.masks).then(
      () => setScene(made),
      (error: unknown) => setProblem(inWords(error)),
    );
    return () => made.close();
  }, []);
  if (!image) {
    return <p class="empty">There is no image to look at.</p>;
  }
  return (
    <div class="volume">
      {problem && (
        <p class="error" role="alert">
          {problem}
        </p>
      )}
      <div class="canvas-frame" hidden={problem !== ''}>
        <canvas id="canvas" tabIndex={0} aria-label={`${image.name}, in three planes`} />
      </div>
      <p role="status" class="status" data-ready={shown?.isReady ?? false}>
        {shown?.status ?? 'Starting …'}
      </p>
      {scene && shown && <Controls scene={scene} shown={shown} />}
    </div>
  );
}

function Controls({ scene, shown }: { scene: Scene; shown: Shown }) {
  return (
    <div class="controls">
      <Convention scene={scene} shown={shown} />
      <label>
        Layout{' '}
        <select
          value={shown.layout}
          onChange={(event) => scene.setLayout(event.currentTarget.value as Layout)}
        >
          {LAYOUTS.map(([layout, name]) => (
            <option key={layout} value={layout}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {shown.masks.length === 0 ? (
        <p class="hint">There are no segmentations beside this image.</p>
      ) : (
        <Masks scene={scene} shown={shown} />
      )}
    </div>
  );
}

function Convention({ scene, shown }: { scene: Scene; shown: Shown }) {
  return (
    <fieldset id="convention">
      <legend>The patient's left is shown</legend>
      <label>
        <input
          type="radio"
          name="convention"
          checked={shown.isRadiological}
          onChange={() => scene.setRadiological(true)}
        />{' '}
        on the right (radiological)
      </label>
      <label>
        <input
          type="radio"
          name="convention"
          checked={!shown.isRadiological}
          onChange={() => scene.setRadiological(false)}
        />{' '}
        on the left (neurological)
      </label>
    </fieldset>
  );
}

function Masks({ scene, shown }: { scene: Scene; shown: Shown }) {
  return (
    <fieldset id="masks">
      <legend>Segmentations</legend>
      {shown.masks.map((mask, i) => (
        <Mask key={mask.file.url} mask={mask} toggle={(on) => scene.toggle(i, on)} />
      ))}
      <label>
        Opacity <output>{Math.round(shown.opacity * 100)} %</output>
        <input
          id="opacity"
          type="range"
          min="0"
          max="100"
          step="5"
          value={Math.round(shown.opacity * 100)}
          onInput={(event) => scene.setOpacity(Number(event.currentTarget.value) / 100)}
        />
      </label>
    </fieldset>
  );
}

function Mask({ mask, toggle }: { mask: MaskState; toggle: (on: boolean) => void }) {
  return (
    <div class="mask">
      <label>
        <input
          type="checkbox"
          checked={mask.isOn}
          onChange={(event) => toggle(event.currentTarget.checked)}
        />{' '}
        <bdi>{maskTitle(mask.file.name)}</bdi> <small>{megabytes(mask.file.size)}</small>
      </label>
      {mask.isOn && mask.legend.length > 0 && (
        <ul class="legend" aria-label="Label values and their colours">
          {mask.legend.map((label) => (
            <li key={label.value}>
              <i style={{ background: label.color }} /> {label.value}
            </li>
          ))}
        </ul>
      )}
      {mask.problem && (
        <p class="error" role="alert">
          {mask.problem}
        </p>
      )}
    </div>
  );
}

const { root, model } = pageModel<Model>();
if (hasWebGl2()) {
  render(<VolumeView model={model} />, root);
} else {
  render(
    <p class="error" role="alert">
      This browser has no WebGL 2, which is needed to show volumes. The files can be downloaded and
      opened in a program such as ITK-SNAP or 3D Slicer.
    </p>,
    root,
  );
}
