/**
 * The largest and the smallest value around each pixel, and what follows from them: strokes closed, spots opened.
 * Squares of (2·radius + 1)² pixels, of those that exist. The Python side is src/esmiuca/images/morphology.py.
 */
import type { Plane } from '../tensor';
import { above, type Mask } from './mask';

/** The largest value around each pixel. */
export const dilate = (plane: Plane, radius: number): Plane => extreme(plane, radius, true);

/** The smallest value around each pixel. */
export const erode = (plane: Plane, radius: number): Plane => extreme(plane, radius, false);

/** The picture without what is darker than its surroundings and nowhere as wide as the square. */
export const close = (plane: Plane, radius: number): Plane => erode(dilate(plane, radius), radius);

/** The picture without what is lighter than its surroundings and nowhere as wide as the square. */
export const open = (plane: Plane, radius: number): Plane => dilate(erode(plane, radius), radius);

export const planeOf = (mask: Mask): Plane => ({ ...mask, data: Float64Array.from(mask.data) });

export const dilateMask = (mask: Mask, radius: number): Mask =>
  above(dilate(planeOf(mask), radius), 0);

export const erodeMask = (mask: Mask, radius: number): Mask =>
  above(erode(planeOf(mask), radius), 0);

/** As `erodeMask`, on a mask that goes on, or ends, beyond the picture. */
export function erodeWithin(mask: Mask, radius: number, beyond: 0 | 1): Mask {
  const { width, height } = mask;
  const data = new Float64Array((width + 2) * (height + 2)).fill(beyond);
  for (let row = 0; row < height; row++)
    data.set(mask.data.subarray(row * width, (row + 1) * width), (row + 1) * (width + 2) + 1);
  const eroded = erode({ data, width: width + 2, height: height + 2 }, radius);
  const result = new Uint8Array(width * height);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      result[row * width + column] = eroded.data[(row + 1) * (width + 2) + column + 1] > 0 ? 1 : 0;
  return { data: result, width, height };
}

/** The mean around each pixel, by an integral image (Crow 1984). */
export function localMean(plane: Plane, radius: number): Plane {
  const sums = localSum(plane, radius);
  const { width, height, data } = sums;
  for (let row = 0, i = 0; row < height; row++) {
    const rows = Math.min(row + radius + 1, height) - Math.max(row - radius, 0);
    for (let column = 0; column < width; column++, i++)
      data[i] /= rows * (Math.min(column + radius + 1, width) - Math.max(column - radius, 0));
  }
  return sums;
}

/** The sum around each pixel. */
export function localSum({ data, width, height }: Plane, radius: number): Plane {
  const stride = width + 1;
  const integral = new Float64Array(stride * (height + 1));
  for (let row = 0; row < height; row++) {
    let sum = 0;
    for (let column = 0; column < width; column++) {
      sum += data[row * width + column];
      integral[(row + 1) * stride + column + 1] = integral[row * stride + column + 1] + sum;
    }
  }
  const result = new Float64Array(width * height);
  for (let row = 0, i = 0; row < height; row++) {
    const top = Math.max(row - radius, 0) * stride;
    const bottom = Math.min(row + radius + 1, height) * stride;
    for (let column = 0; column < width; column++, i++) {
      const left = Math.max(column - radius, 0);
      const right = Math.min(column + radius + 1, width);
      result[i] =
        integral[bottom + right] -
        integral[top + right] -
        (integral[bottom + left] - integral[top + left]);
    }
  }
  return { data: result, width, height };
}

export function transposed({ data, width, height }: Plane): Plane {
  const result = new Float64Array(data.length);
  for (let row = 0, i = 0; row < height; row++)
    for (let column = 0; column < width; column++, i++) result[column * height + row] = data[i];
  return { data: result, width: height, height: width };
}

function extreme(plane: Plane, radius: number, largest: boolean): Plane {
  return transposed(
    alongColumns(transposed(alongColumns(plane, radius, largest)), radius, largest),
  );
}

/** Windows of 1, 2, 4, … rows, each from two of half its length; the last two overlap. */
function alongColumns({ data, width, height }: Plane, asked: number, largest: boolean): Plane {
  const radius = Math.min(asked, height - 1);
  const reach = 2 * radius + 1;
  const rows = height + 2 * radius;
  const window = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const from = Math.min(Math.max(row - radius, 0), height - 1) * width;
    window.set(data.subarray(from, from + width), row * width);
  }
  let length = 1;
  for (; 2 * length <= reach; length *= 2) {
    const shift = length * width;
    const end = (rows - 2 * length + 1) * width;
    if (largest) {
      for (let i = 0; i < end; i++)
        if (window[i + shift] > window[i]) window[i] = window[i + shift];
    } else {
      for (let i = 0; i < end; i++)
        if (window[i + shift] < window[i]) window[i] = window[i + shift];
    }
  }
  const shift = (reach - length) * width;
  const result = window.slice(0, height * width);
  for (let i = 0; i < result.length; i++) {
    const other = window[i + shift];
    if (largest ? other > result[i] : other < result[i]) result[i] = other;
  }
  return { data: result, width, height };
}
