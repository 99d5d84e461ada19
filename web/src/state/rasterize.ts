/** Strokes → ink: outlines by perfect-freehand, filled by the browser, read back as a map from 0 to 1. */
import { getStroke } from 'perfect-freehand';
import type { Plane } from '../core/tensor';
import type { Stroke } from './drawing.svelte';

/** Pixels a side of the map of ink: ten for each pixel that the network sees. */
export const INK_SIDE = 280;

/** How strongly pressure changes the width, where the pen reports it. */
const PRESSURE_THINNING = 0.6;

const outlines = new WeakMap<Stroke, Path2D>();

/** The outline of a stroke in shares of the pad; scale the context before filling it. */
export function outline(stroke: Stroke): Path2D {
  let path = outlines.get(stroke);
  if (!path) {
    path = trace(stroke);
    outlines.set(stroke, path);
  }
  return path;
}

function trace({ points, width, pressure }: Stroke): Path2D {
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
  polygon.forEach(([x, y], i) => {
    if (i === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
  path.closePath();
  return path;
}

/** Fills the strokes into a context whose unit is a pixel of the map of ink. */
export function fillStrokes(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  strokes: readonly Stroke[],
): void {
  for (const stroke of strokes) {
    context.globalCompositeOperation = stroke.erase ? 'destination-out' : 'source-over';
    context.fill(outline(stroke));
  }
  context.globalCompositeOperation = 'source-over';
}

let context: OffscreenCanvasRenderingContext2D | null = null;

/** The strokes' map of ink, INK_SIDE × INK_SIDE. */
export function rasterize(strokes: readonly Stroke[]): Plane {
  context ??= new OffscreenCanvas(INK_SIDE, INK_SIDE).getContext('2d', {
    willReadFrequently: true,
  })!;
  context.clearRect(0, 0, INK_SIDE, INK_SIDE);
  fillStrokes(context, strokes);
  const { data } = context.getImageData(0, 0, INK_SIDE, INK_SIDE);
  const ink = new Float32Array(INK_SIDE * INK_SIDE);
  for (let i = 0; i < ink.length; i++) ink[i] = data[4 * i + 3] / 255;
  return { data: ink, width: INK_SIDE, height: INK_SIDE };
}
