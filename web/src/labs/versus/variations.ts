/**
 * A picture moved, turned, resized, thickened and made noisy: what the curves of accuracy are measured over.
 * The Python side is src/esmiuca/evaluation/variations.py; tests/parity/variations holds the cases on which both agree.
 */
import { normal } from '../../core/random';
import type { Plane } from '../../core/tensor';

/** What is done to a picture. */
export interface Variation {
  /** Pixels to the right and down; negative: left and up. */
  right: number;
  down: number;
  /** Degrees, clockwise. */
  rotation: number;
  /** Times as large as before. */
  scale: number;
  /** Pixels by which strokes become wider, about; thinner below 0. */
  thickness: number;
  /** Standard deviation of the noise, in shares of white. */
  noise: number;
}

export const STILL: Variation = {
  right: 0,
  down: 0,
  rotation: 0,
  scale: 1,
  thickness: 0,
  noise: 0,
};

/** Grey levels → grey levels: strokes first, then the place, then the noise. */
export function vary(
  pixels: Uint8Array,
  width: number,
  { right, down, rotation, scale, thickness, noise }: Variation,
): Uint8Array {
  const data = Float64Array.from(pixels, (grey) => grey / 255);
  let plane: Plane = { data, width, height: pixels.length / width };
  plane = grown(plane, thickness);
  plane = moved(plane, { right, down, rotation, scale });
  plane = noisy(plane, noise);
  return Uint8Array.from(plane.data, (share) => Math.round(Math.min(1, Math.max(0, share)) * 255));
}

/**
 * Strokes thicker, or thinner below 0, by about `amount` pixels: greyscale dilation or erosion, blended.
 *
 * A 3×3 window moves both edges of a stroke by a pixel, so it widens the stroke by two.
 */
export function grown(plane: Plane, amount: number): Plane {
  let { data } = plane;
  for (let left = Math.abs(amount) / 2; left > 0; left--) {
    const extreme = extremes({ ...plane, data }, amount > 0 ? Math.max : Math.min);
    const share = Math.min(left, 1);
    data = Float64Array.from(data, (value, i) => value + share * (extreme[i] - value));
  }
  return { ...plane, data };
}

/** The largest, or the smallest, of each 3×3 window; beyond the border the outermost pixels go on. */
function extremes(
  { data, width, height }: Plane,
  most: (...values: number[]) => number,
): Float64Array {
  const inside = (value: number, size: number) => Math.min(size - 1, Math.max(0, value));
  return Float64Array.from(data, (_, i) => {
    const [row, column] = [Math.floor(i / width), i % width];
    let found = data[i];
    for (let r = row - 1; r <= row + 1; r++)
      for (let c = column - 1; c <= column + 1; c++)
        found = most(found, data[inside(r, height) * width + inside(c, width)]);
    return found;
  });
}

/** Turned and resized about the middle, then moved: each pixel shows where it came from, bilinearly. */
export function moved(
  plane: Plane,
  { right, down, rotation, scale }: Pick<Variation, 'right' | 'down' | 'rotation' | 'scale'>,
): Plane {
  const { width, height } = plane;
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  const middle = { row: (height - 1) / 2, column: (width - 1) / 2 };
  const data = new Float64Array(width * height);
  for (let i = 0; i < data.length; i++) {
    const row = Math.floor(i / width) - middle.row - down;
    const column = (i % width) - middle.column - right;
    data[i] = sampled(
      plane,
      cos * row - sin * column + middle.row,
      sin * row + cos * column + middle.column,
    );
  }
  return { data, width, height };
}

/** The plane at a place between pixels; outside there is no ink. */
function sampled(plane: Plane, row: number, column: number): number {
  const [top, left] = [Math.floor(row), Math.floor(column)];
  const [below, right] = [row - top, column - left];
  const upper = at(plane, top, left) * (1 - right) + at(plane, top, left + 1) * right;
  const lower = at(plane, top + 1, left) * (1 - right) + at(plane, top + 1, left + 1) * right;
  return upper * (1 - below) + lower * below;
}

const at = ({ data, width, height }: Plane, row: number, column: number) =>
  row >= 0 && row < height && column >= 0 && column < width ? data[row * width + column] : 0;

/** Noise of the same chance each time: a slider that comes back finds the picture as it was. */
const SEED = 1999;

export function noisy(plane: Plane, sigma: number): Plane {
  if (sigma === 0) return plane;
  const chance = normal(SEED);
  return { ...plane, data: Float64Array.from(plane.data, (value) => value + sigma * chance()) };
}

/** The picture as a network gets it whose pixels were shuffled: place i shows the pixel permutation[i]. */
export function permuted(pixels: Uint8Array, permutation: readonly number[]): Uint8Array {
  return Uint8Array.from(permutation, (from) => pixels[from]);
}
