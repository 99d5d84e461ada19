/** Upsampling by repetition: each value of a map becomes a square of equal values. Nothing is learned, nothing is blended. */
import type { Window } from './receptiveField';
import type { Position, Tensor } from './tensor';

/** The place whose value an upsampled map repeats there. */
export const repeatedFrom = (
  { channel, row, column }: Position,
  scaleFactor: number,
): Position => ({
  channel,
  row: Math.floor(row / scaleFactor),
  column: Math.floor(column / scaleFactor),
});

/** The square that repeats a value: `scaleFactor` places a side. */
export function squareOf({ channel, row, column }: Position, scaleFactor: number): Window {
  const [top, left] = [row * scaleFactor, column * scaleFactor];
  return { channel, top, bottom: top + scaleFactor - 1, left, right: left + scaleFactor - 1 };
}

/** [C, H, W] → [C, H·scaleFactor, W·scaleFactor] */
export function upsample2d({ data, shape }: Tensor, scaleFactor: number): Tensor {
  const [channels, height, width] = shape;
  const [outHeight, outWidth] = [height * scaleFactor, width * scaleFactor];
  const result = new Float32Array(channels * outHeight * outWidth);
  // Maps lie below one another, and each one's height is a multiple of the factor.
  for (let row = 0; row < channels * outHeight; row++) {
    const from = Math.floor(row / scaleFactor) * width;
    for (let column = 0; column < outWidth; column++)
      result[row * outWidth + column] = data[from + Math.floor(column / scaleFactor)];
  }
  return { data: result, shape: [channels, outHeight, outWidth] };
}
