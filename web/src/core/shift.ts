/** What survives in a layer when the picture moves by a pixel. */
import { magnitude } from './tensor';

export const DIRECTIONS = ['left', 'up', 'down', 'right'] as const;
export type Direction = (typeof DIRECTIONS)[number];
export const STEPS: Record<Direction, readonly [down: number, right: number]> = {
  left: [0, -1],
  up: [-1, 0],
  down: [1, 0],
  right: [0, 1],
};

/** A value "stays" where it changes by no more than a twentieth of the layer's largest. */
export const toleranceOf = (values: ArrayLike<number>): number => (1 / 20) * magnitude(values);

/** The picture moved by whole pixels; what leaves it is lost, what comes in is black. */
export function shiftPixels<T extends Uint8Array | Float32Array>(
  pixels: T,
  width: number,
  down: number,
  right: number,
): T {
  const height = pixels.length / width;
  const result = pixels.slice().fill(0) as T;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [toRow, toColumn] = [row + down, column + right];
      if (toRow < 0 || toRow >= height || toColumn < 0 || toColumn >= width) continue;
      result[toRow * width + toColumn] = pixels[row * width + column];
    }
  }
  return result;
}

export interface Survival {
  /** Values above the tolerance, before or after: two zeros that stay zero say nothing. */
  active: number;
  /** Those of them that differ by no more than the tolerance. */
  same: number;
}

/** The share of the active values that stay; all of them if none is active. */
export const shareOfSame = ({ active, same }: Survival): number => (active > 0 ? same / active : 1);

/** Compares two runs of one layer, place by place. Values and tolerance in the layer's own unit. */
export function survival(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  tolerance: number,
): Survival {
  let [active, same] = [0, 0];
  for (let i = 0; i < before.length; i++) {
    if (Math.max(Math.abs(before[i]), Math.abs(after[i])) <= tolerance) continue;
    active++;
    if (Math.abs(before[i] - after[i]) <= tolerance) same++;
  }
  return { active, same };
}
