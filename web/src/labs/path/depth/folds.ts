/**
 * What depth is worth: a layer of two ReLU units folds the line from 0 to 1 once, and folds of folds double. One layer
 * needs a unit for each straight piece that it draws (Telgarsky, "Benefits of depth in neural networks", COLT 2016).
 */
import { relu } from '../../../core/relu';

/** Units of one folding layer. */
export const UNITS = 2;

/** Up to 1 and down again: two units, 2·ReLU(x) − 4·ReLU(x − ½). */
export const fold = (x: number): number => 2 * relu(x) - 4 * relu(x - 0.5);

/** The same layer so many times, one after the other. */
export function folded(x: number, layers: number): number {
  let value = x;
  for (let layer = 0; layer < layers; layer++) value = fold(value);
  return value;
}

/** Straight pieces of what so many layers draw. */
export const piecesOf = (layers: number): number => 2 ** layers;

/** The corners of what so many layers draw, ends included: between two of them it is straight. */
export function cornersOf(layers: number): { x: number; y: number }[] {
  const pieces = piecesOf(layers);
  return Array.from({ length: pieces + 1 }, (_, i) => ({
    x: i / pieces,
    y: folded(i / pieces, layers),
  }));
}
