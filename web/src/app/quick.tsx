/** The quick look: slices that the server draws. No WebGL, and little to fetch. */
import { render } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { inWords, pageModel, Refused, savesData } from './model';
import { Pictures } from './pictures';
import type { Dataset, Edges, Preset, Slice } from './slices';
import { edgesOf, presetsFor, renderedUrl, slicesOf } from './slices';
import { Stage } from './stage';
import './quick.css';

interface Series {
  uid: string;
  scan: string;
  description: string;
  modality: string;
}

interface Model {
  /** the address of the study in DICOMweb */
  study: string;
  series: Series[];
  /** the place of the series to begin with */
  chosen: number;
}

interface Loaded {
  slices: Slice[];
  presets: Preset[];
  edges: Edges | undefined;
}

const EDGE = 768;
const EDGE_TO_SAVE_DATA = 384;
/** Slices that are fetched ahead, in the direction of travel. */
const AHEAD = 4;
const AHEAD_TO_SAVE_DATA = 1;

async function load(address: string, modality: string, signal: AbortSignal): Promise<Loaded> {
  const headers = { Accept: 'application/dicom+json' };
  const response = await fetch(`${address}/metadata`, { headers, signal });
  if (!response.ok) {
    throw await Refused.of(response, 'This series');
  }
  const metadata = (await response.json()) as Dataset[];
  const slices = slicesOf(metadata);
  if (slices.length === 0) {
    throw new Error('This series has no images.');
  }
  return { slices, presets: presetsFor(modality, metadata), edges: edgesOf(metadata[0]) };
}

function Quick({ model }: { model: Model }) {
  const [place, setPlace] = useState(model.chosen);
  const series = model.series[place];
  if (!series) {
    return <p class="empty">There is no series to look at.</p>;
  }
  return (
    <div class="quick">
      <label for="series">Series</label>
      <select
        id="series"
        value={String(place)}
        onChange={(event) => setPlace(Number(event.currentTarget.value))}
      >
        {model.series.map((one, i) => (
          <option key={one.uid} value={String(i)}>
            {[one.scan, one.modality, one.description].filter(Boolean).join(' · ')}
          </option>
        ))}
      </select>
      <SeriesView key={series.uid} address={`${model.study}/series/${series.uid}`} series={series} />
    </div>
  );
}

function SeriesView({ address, series }: { address: string; series: Series }) {
  const [loaded, setLoaded] = useState<Loaded>();
  const [problem, setProblem] = useState('');
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setProblem('');
    load(address, series.modality, stop.signal).then(setLoaded, (error: unknown) => {
      if (!stop.signal.aborted) {
        setProblem(inWords(error));
      }
    });
    return () => stop.abort();
  }, [address, attempt]);
  if (problem) {
    return <Problem text={problem} again={() => setAttempt(attempt + 1)} />;
  }
  return loaded ? (
    <Slices address={address} loaded={loaded} />
  ) : (
    <p role="status">Reading the series …</p>
  );
}

function Problem({ text, again }: { text: string; again: () => void }) {
  return (
    <div class="error" role="alert">
      <p>{text}</p>
      <button type="button" class="quiet" onClick={again}>
        Try again
      </button>
    </div>
  );
}

function Slices({ address, loaded }: { address: string; loaded: Loaded }) {
  const count = loaded.slices.length;
  const [index, setIndex] = useState(Math.floor((count - 1) / 2));
  const [preset, setPreset] = useState(0);
  const direction = useRef(1);
  const url = (i: number) => {
    const slice = loaded.slices[i];
    const edge = savesData() ? EDGE_TO_SAVE_DATA : EDGE;
    return slice && renderedUrl(address, slice, edge, loaded.presets[preset]?.window);
  };
  const goTo = (wanted: number) => {
    const next = Math.min(Math.max(wanted, 0), count - 1);
    direction.current = next < index ? -1 : 1;
    setIndex(next);
  };
  const ahead = Array.from({ length: savesData() ? AHEAD_TO_SAVE_DATA : AHEAD }, (_, i) =>
    url(index + direction.current * (i + 1)),
  );
  const picture = usePicture(url(index) ?? '', ahead);
  const choose = (wanted: number) => wanted < loaded.presets.length && setPreset(wanted);
  return (
    <>
      <Stage
        label={`Slice ${index + 1} of ${count}`}
        picture={picture.shown}
        isBehind={picture.isBehind}
        edges={loaded.edges}
        count={count}
        index={index}
        goTo={goTo}
        choosePreset={choose}
      />
      {picture.problem && <Problem text={picture.problem} again={picture.again} />}
      <div class="controls">
        <label for="slice">
          Slice <output>{index + 1}</output> of {count}
        </label>
        <input
          id="slice"
          type="range"
          min="1"
          max={count}
          value={index + 1}
          onInput={(event) => goTo(Number(event.currentTarget.value) - 1)}
        />
        <Presets presets={loaded.presets} chosen={preset} choose={choose} />
      </div>
    </>
  );
}

function Presets(props: { presets: Preset[]; chosen: number; choose: (i: number) => void }) {
  return (
    <fieldset class="presets">
      <legend>Brightness and contrast</legend>
      {props.presets.map((preset, i) => (
        <button
          key={preset.name}
          type="button"
          class={i === props.chosen ? '' : 'quiet'}
          aria-pressed={i === props.chosen}
          onClick={() => props.choose(i)}
        >
          {preset.name}
        </button>
      ))}
    </fieldset>
  );
}

/** The picture at an address: the one before is shown until it is there. */
function usePicture(url: string, ahead: (string | undefined)[]) {
  const pictures = useMemo(() => new Pictures(), []);
  const [shown, setShown] = useState<{ url: string; address: string }>();
  const [problem, setProblem] = useState('');
  const [attempt, setAttempt] = useState(0);
  useEffect(() => () => pictures.close(), [pictures]);
  useEffect(() => {
    let isWanted = true;
    setProblem('');
    pictures.get(url).then(
      (address) => {
        if (isWanted) {
          setShown({ url, address });
          ahead.forEach((next) => next && pictures.get(next).catch(() => undefined));
        }
      },
      (error: unknown) => isWanted && setProblem(inWords(error)),
    );
    return () => {
      isWanted = false;
    };
  }, [url, attempt]);
  return {
    shown: shown?.address,
    isBehind: shown?.url !== url,
    problem,
    again: () => setAttempt(attempt + 1),
  };
}

const { root, model } = pageModel<Model>();
render(<Quick model={model} />, root);
