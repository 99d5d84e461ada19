/** The drawing as the pad shows it: dark ink on paper, light ink at night. */
import { fillStrokes, INK_SIDE } from './rasterize';
import type { Drawing, Picture } from './drawing.svelte';
import { spareContext } from '../../kit/maps/spareContext';
import type { Theme } from '../../kit/theme';

const INK: Record<Theme, string> = { light: '#2A211C', dark: '#F4E9DA' };
const CANVAS = 28;

/** Paints at the screen's own resolution; `side` is the pad's, in CSS pixels. */
export function paintDrawing(
  canvas: HTMLCanvasElement,
  drawing: Drawing,
  side: number,
  theme: Theme,
): void {
  const size = Math.max(1, Math.round(side * devicePixelRatio));
  if (canvas.width !== size) canvas.width = canvas.height = size;
  const context = canvas.getContext('2d')!;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, size, size);
  if (drawing.picture) paintPicture(context, drawing.picture, size);
  if (drawing.pixels) paintPixels(context, drawing.pixels, size, theme);
  context.setTransform(size / INK_SIDE, 0, 0, size / INK_SIDE, 0, 0);
  context.fillStyle = INK[theme];
  fillStrokes(context, drawing.strokes);
}

function paintPicture(context: CanvasRenderingContext2D, picture: Picture, size: number): void {
  const { width, height } = picture;
  const source = spareContext(width, height);
  source.putImageData(new ImageData(new Uint8ClampedArray(picture.rgba), width, height), 0, 0);
  const scale = size / Math.max(width, height);
  const [w, h] = [width * scale, height * scale];
  context.drawImage(source.canvas, (size - w) / 2, (size - h) / 2, w, h);
}

/** Grey levels as ink of that strength. */
function paintPixels(
  context: CanvasRenderingContext2D,
  pixels: Uint8Array,
  size: number,
  theme: Theme,
): void {
  const cell = size / CANVAS;
  context.fillStyle = INK[theme];
  pixels.forEach((grey, i) => {
    if (grey === 0) return;
    context.globalAlpha = grey / 255;
    const [x, y] = [(i % CANVAS) * cell, Math.floor(i / CANVAS) * cell];
    context.fillRect(Math.floor(x), Math.floor(y), Math.ceil(cell), Math.ceil(cell));
  });
  context.globalAlpha = 1;
}
