/** How one of the network's pixels was made: the ink under its two triangle filters, weight × ink, summed. */
import type { Normalized } from '../../core/normalize';
import { triangleWindows, type Rectangle } from '../../core/resample';
import type { Term } from '../../core/explain';

export interface PixelOrigin {
  /** The ink that the pixel is made of, in pixels of the map of ink. */
  patch: Rectangle;
  /** Cell by cell, row by row: weight × ink. The weights sum to 1. */
  terms: Term[];
  /** The sum, as the resampling computed it. */
  sum: number;
  /** The grey level that enters the network, 0–255. */
  grey: number;
}

/** null where the pixel lies outside the scaled crop: nothing was drawn there, it is black. */
export function pixelOrigin(
  { ink, crop, box, offset, pixels }: Normalized,
  row: number,
  column: number,
): PixelOrigin | null {
  const [boxRow, boxColumn] = [row - offset.y, column - offset.x];
  if (boxRow < 0 || boxRow >= box.height || boxColumn < 0 || boxColumn >= box.width) return null;
  const down = trimmed(triangleWindows(crop.height, box.height)[boxRow]);
  const across = trimmed(triangleWindows(crop.width, box.width)[boxColumn]);
  const patch = {
    x: crop.x + across.first,
    y: crop.y + down.first,
    width: across.weights.length,
    height: down.weights.length,
  };
  const terms: Term[] = [];
  down.weights.forEach((vertical, i) =>
    across.weights.forEach((horizontal, j) => {
      const from = { channel: 0, row: patch.y + i, column: patch.x + j };
      const input = ink.data[from.row * ink.width + from.column];
      const weight = vertical * horizontal;
      terms.push({ from, input, weight, amount: weight * input });
    }),
  );
  const side = Math.sqrt(pixels.length);
  return {
    patch,
    terms,
    sum: box.data[boxRow * box.width + boxColumn],
    grey: pixels[row * side + column],
  };
}

/** The window without the zeros at the triangle's feet. */
function trimmed({ first, weights }: { first: number; weights: Float64Array }) {
  let [start, end] = [0, weights.length];
  while (start < end - 1 && weights[start] === 0) start++;
  while (end > start + 1 && weights[end - 1] === 0) end--;
  return { first: first + start, weights: Array.from(weights.subarray(start, end)) };
}
