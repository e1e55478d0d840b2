/** Where a slice is shown, and the ways to move through its series: keys, wheel, finger. */
import { useEffect, useRef } from 'preact/hooks';
import type { Edges } from './slices';

interface Props {
  label: string;
  picture: string | undefined;
  /** whether the picture shown is still that of another slice */
  isBehind: boolean;
  edges: Edges | undefined;
  count: number;
  index: number;
  goTo: (index: number) => void;
  choosePreset: (index: number) => void;
}

const LEAP = 10;
/** Pixels of travel for a slice, at least. */
const STEP = 6;
const WHEEL_STEP = 40;

export function Stage(props: Props) {
  const area = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => area.current?.focus({ preventScroll: true }), []);
  useEffect(() => listenToWheel(area.current, latest), []);
  const finger = useFinger(latest);
  return (
    <div
      ref={area}
      class="stage"
      role="group"
      aria-roledescription="image series"
      aria-label={`${props.label}. Arrow keys move through the series, numbers choose the brightness.`}
      aria-busy={props.isBehind}
      data-index={props.index + 1}
      data-ready={!props.isBehind}
      tabIndex={0}
      onKeyDown={(event) => onKey(event, props)}
      {...finger}
    >
      {props.picture && <img src={props.picture} alt={props.label} draggable={false} />}
      {props.edges && <EdgeLetters edges={props.edges} />}
      <p class="where" role="status">
        {props.label}
        {props.isBehind ? ' …' : ''}
      </p>
    </div>
  );
}

function EdgeLetters({ edges }: { edges: Edges }) {
  return (
    <>
      <abbr class="edge at-left" title="The patient's side at the left edge">
        {edges.left}
      </abbr>
      <abbr class="edge at-right" title="The patient's side at the right edge">
        {edges.right}
      </abbr>
      <abbr class="edge at-top" title="The patient's side at the upper edge">
        {edges.top}
      </abbr>
      <abbr class="edge at-bottom" title="The patient's side at the lower edge">
        {edges.bottom}
      </abbr>
    </>
  );
}

function onKey(event: KeyboardEvent, { index, count, goTo, choosePreset }: Props): void {
  if (event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  const places: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowRight: index + 1,
    ArrowUp: index - 1,
    ArrowLeft: index - 1,
    PageDown: index + LEAP,
    PageUp: index - LEAP,
    Home: 0,
    End: count - 1,
  };
  const place = places[event.key];
  if (place !== undefined) {
    goTo(place);
    event.preventDefault();
  } else if (/^[1-9]$/.test(event.key)) {
    choosePreset(Number(event.key) - 1);
    event.preventDefault();
  }
}

/** Not passive, unlike what frameworks add: the page must not scroll while slices do. */
function listenToWheel(
  area: HTMLElement | null,
  latest: { current: Props },
): (() => void) | undefined {
  let travelled = 0;
  const onWheel = (event: WheelEvent) => {
    if (event.ctrlKey) {
      return; // the browser zooms
    }
    event.preventDefault();
    travelled += event.deltaY;
    const steps = Math.trunc(travelled / WHEEL_STEP);
    if (steps !== 0) {
      travelled -= steps * WHEEL_STEP;
      latest.current.goTo(latest.current.index + Math.sign(steps));
    }
  };
  area?.addEventListener('wheel', onWheel, { passive: false });
  return () => area?.removeEventListener('wheel', onWheel);
}

/** A finger or a mouse with its button down, drawn up or down. */
function useFinger(latest: { current: Props }) {
  const start = useRef<{ y: number; index: number } | null>(null);
  return {
    onPointerDown: (event: PointerEvent & { currentTarget: HTMLElement }) => {
      if (event.isPrimary && event.button === 0) {
        start.current = { y: event.clientY, index: latest.current.index };
        event.currentTarget.setPointerCapture(event.pointerId);
      }
    },
    onPointerMove: (event: PointerEvent & { currentTarget: HTMLElement }) => {
      if (start.current && event.isPrimary) {
        const step = Math.max(STEP, event.currentTarget.clientHeight / latest.current.count);
        const steps = Math.round((event.clientY - start.current.y) / step);
        latest.current.goTo(start.current.index + steps);
      }
    },
    onPointerUp: () => {
      start.current = null;
    },
    onPointerCancel: () => {
      start.current = null;
    },
  };
}
