/** A flattened vector as the maps that it was: side by side on one canvas, one pixel per value, one between maps. */
import { scales, type Theme } from '../theme';
import type { Paint } from './valueColours';
import { wordsOf } from './paintMap';

export interface MapGrid {
  columns: number;
  rows: number;
  /** Pixels, the gaps included. */
  width: number;
  height: number;
}

/** As square as the number of maps allows. */
export function gridOf([channels, height, width]: readonly number[]): MapGrid {
  const columns = Math.ceil(Math.sqrt(channels));
  const rows = Math.ceil(channels / columns);
  return { columns, rows, width: columns * (width + 1) - 1, height: rows * (height + 1) - 1 };
}

/** Where a value stands on the canvas. */
export function cellAt(
  { columns }: MapGrid,
  [, height, width]: readonly number[],
  index: number,
): { x: number; y: number } {
  const channel = Math.floor(index / (height * width));
  const rest = index % (height * width);
  return {
    x: (channel % columns) * (width + 1) + (rest % width),
    y: Math.floor(channel / columns) * (height + 1) + Math.floor(rest / width),
  };
}

export function paintWeights(
  canvas: HTMLCanvasElement,
  values: ArrayLike<number>,
  style: { grid: MapGrid; shape: readonly number[]; paint: Paint; most: number; theme: Theme },
): void {
  const { grid, shape, paint, most, theme } = style;
  const { width, height } = grid;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const colours = wordsOf(values, values.length, scales(theme)[paint], { most, paint, theme });
  const words = new Uint32Array(width * height);
  for (let row = 0; row < values.length / shape[2]; row++) {
    const { x, y } = cellAt(grid, shape, row * shape[2]);
    words.set(colours.subarray(row * shape[2], (row + 1) * shape[2]), y * width + x);
  }
  const bytes = new Uint8ClampedArray(words.buffer);
  canvas.getContext('2d')!.putImageData(new ImageData(bytes, width, height), 0, 0);
}
