/** Strokes → ink: outlines by perfect-freehand, filled by the browser, read back as a map from 0 to 1. */
import { getStroke } from 'perfect-freehand';
import type { Plane } from '../../core/tensor';
import { spareContext, type SpareContext } from '../../kit/maps/spareContext';
import type { Stroke } from './drawing.svelte';

/** Pixels per side of the map of ink: ten for each pixel that the network sees. */
export const INK_SIDE = 280;

/** How strongly pressure changes the width, where the pen reports it. */
const PRESSURE_THINNING = 0.6;

/** In pixels of the map of ink: whole, the end not included. */
interface Extent {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface Outline extends Extent {
  path: Path2D;
}

const outlines = new WeakMap<Stroke, Outline>();

/** The outline of a stroke in pixels of the map of ink, traced once. */
function outline(stroke: Stroke): Outline {
  let found = outlines.get(stroke);
  if (!found) {
    found = trace(stroke);
    outlines.set(stroke, found);
  }
  return found;
}

function trace({ points, width, pressure }: Stroke): Outline {
  // perfect-freehand thinks in pixels: shares would all look like one point to it.
  const polygon = getStroke(
    points.map(([x, y, p]) => [x * INK_SIDE, y * INK_SIDE, p]),
    {
      size: width * INK_SIDE,
      thinning: pressure ? PRESSURE_THINNING : 0,
      smoothing: 0.5,
      streamline: 0.1,
      simulatePressure: false,
      last: true,
    },
  );
  const path = new Path2D();
  let [left, top, right, bottom] = [INK_SIDE, INK_SIDE, 0, 0];
  polygon.forEach(([x, y], i) => {
    if (i === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  });
  path.closePath();
  // A pixel more on every side, where an edge between pixels is smoothed.
  return {
    path,
    left: Math.max(0, Math.floor(left) - 1),
    top: Math.max(0, Math.floor(top) - 1),
    right: Math.min(INK_SIDE, Math.ceil(right) + 1),
    bottom: Math.min(INK_SIDE, Math.ceil(bottom) + 1),
  };
}

/** The smallest rectangle around everything the pen drew; an eraser adds nothing. */
function extent(strokes: readonly Stroke[]): Extent {
  const drawn = strokes.filter(({ erase }) => !erase).map(outline);
  return {
    left: Math.min(INK_SIDE, ...drawn.map(({ left }) => left)),
    top: Math.min(INK_SIDE, ...drawn.map(({ top }) => top)),
    right: Math.max(0, ...drawn.map(({ right }) => right)),
    bottom: Math.max(0, ...drawn.map(({ bottom }) => bottom)),
  };
}

/** Fills the strokes into a context whose unit is a pixel of the map of ink. */
export function fillStrokes(context: SpareContext, strokes: readonly Stroke[]): void {
  for (const stroke of strokes) {
    context.globalCompositeOperation = stroke.erase ? 'destination-out' : 'source-over';
    context.fill(outline(stroke).path);
  }
  context.globalCompositeOperation = 'source-over';
}

/** Opacity 0–255 → 0–1. In a 32-bit word it is the highest byte: every platform in use is little-endian. */
const SHARES = Float32Array.from({ length: 256 }, (_, opacity) => opacity / 255);

let context: SpareContext | null = null;

/** The strokes' map of ink, INK_SIDE × INK_SIDE. */
export function rasterize(strokes: readonly Stroke[]): Plane {
  context ??= spareContext(INK_SIDE, INK_SIDE, true);
  context.clearRect(0, 0, INK_SIDE, INK_SIDE);
  fillStrokes(context, strokes);
  const data = new Float32Array(INK_SIDE * INK_SIDE);
  const ink = { data, width: INK_SIDE, height: INK_SIDE };
  const { left, top, right, bottom } = extent(strokes);
  if (right <= left || bottom <= top) return ink;
  // Reading pixels back is most of the work: only those that a stroke can have touched.
  const image = context.getImageData(left, top, right - left, bottom - top);
  const words = new Uint32Array(image.data.buffer);
  for (let row = top, i = 0; row < bottom; row++) {
    const end = row * INK_SIDE + right;
    for (let at = row * INK_SIDE + left; at < end; at++, i++) data[at] = SHARES[words[i] >>> 24];
  }
  return ink;
}
