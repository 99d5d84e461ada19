/** A map over the drawing: coloured cells where they lie, and the drawing's outline on top. */
import type { SaliencyMap } from './why.svelte';
import type { Scale, Theme } from '../../kit/theme';
import type { Paint } from '../../kit/maps/valueColours';
import { paintMap } from '../../kit/maps/paintMap';

export interface Colours {
  scale: Scale;
  paint: Paint;
  most: number;
  theme: Theme;
}

/** Canvas pixels of one pixel of the drawing. */
const ZOOM = 12;
/** Ink from here on counts as the digit for its outline. */
const OUTLINED = 128;

export function paintOver(
  canvas: HTMLCanvasElement,
  map: SaliencyMap,
  pixels: Uint8Array,
  side: number,
  { scale, paint, most, theme }: Colours,
): void {
  canvas.width = canvas.height = side * ZOOM;
  const context = canvas.getContext('2d')!;
  const style = getComputedStyle(canvas);
  context.fillStyle = style.getPropertyValue('--quiet');
  context.fillRect(0, 0, canvas.width, canvas.height);
  const cells = document.createElement('canvas');
  paintMap(cells, map.values, map.width, map.height, scale, { most, paint, theme });
  context.imageSmoothingEnabled = false;
  const [at, cell] = [map.origin * ZOOM, map.cell * ZOOM];
  context.drawImage(cells, at, at, map.width * cell, map.height * cell);
  context.strokeStyle = style.getPropertyValue('--ink');
  context.lineWidth = 2;
  context.stroke(outline(pixels, side));
}

/** The edges between pixels with ink and pixels without. */
function outline(pixels: Uint8Array, side: number): Path2D {
  const path = new Path2D();
  const inked = (row: number, column: number) =>
    row >= 0 &&
    row < side &&
    column >= 0 &&
    column < side &&
    pixels[row * side + column] >= OUTLINED;
  for (let row = 0; row <= side; row++) {
    for (let column = 0; column <= side; column++) {
      const here = inked(row, column);
      const [x, y] = [column * ZOOM, row * ZOOM];
      if (here !== inked(row - 1, column)) {
        path.moveTo(x, y);
        path.lineTo(x + ZOOM, y);
      }
      if (here !== inked(row, column - 1)) {
        path.moveTo(x, y);
        path.lineTo(x, y + ZOOM);
      }
    }
  }
  return path;
}

/** The map's value at a pixel of the drawing; null where no cell lies. */
export function valueAtPixel(map: SaliencyMap, row: number, column: number): number | null {
  const [i, j] = [row, column].map((at) => Math.floor((at + 0.5 - map.origin) / map.cell));
  if (i < 0 || j < 0 || i >= map.height || j >= map.width) return null;
  return map.values[i * map.width + j];
}

/** A scale from its first to its last colour, for legends. */
export function paintLegend(canvas: HTMLCanvasElement, scale: Scale): void {
  canvas.width = scale.length;
  canvas.height = 1;
  const image = new ImageData(new Uint8ClampedArray(scale.slice().buffer), scale.length, 1);
  canvas.getContext('2d')!.putImageData(image, 0, 0);
}
