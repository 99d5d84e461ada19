/** Which pixels of a picture: 1 or 0 for each, row by row. */
import type { Plane } from '../tensor';

export interface Mask {
  data: Uint8Array;
  width: number;
  height: number;
}

/** Rows and columns from the first up to, but without, the last. */
export interface Bounds {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export const emptyMask = ({ width, height }: { width: number; height: number }): Mask => ({
  data: new Uint8Array(width * height),
  width,
  height,
});

/** Where a plane is above a threshold. */
export function above(plane: Plane, threshold: number): Mask {
  const mask = emptyMask(plane);
  for (let i = 0; i < mask.data.length; i++) mask.data[i] = plane.data[i] > threshold ? 1 : 0;
  return mask;
}

/** The plane, 0 where the mask says so. */
export function without(plane: Plane, gone: Mask): Plane {
  const data = Float64Array.from(plane.data);
  for (let i = 0; i < data.length; i++) if (gone.data[i]) data[i] = 0;
  return { ...plane, data };
}

export function countOf({ data }: Mask): number {
  let count = 0;
  for (let i = 0; i < data.length; i++) count += data[i];
  return count;
}

/** The smallest rectangle that holds a mask, or what of a plane is above a threshold; null where there is nothing. */
export function boundsOf({ data, width, height }: Mask | Plane, threshold = 0): Bounds | null {
  let [top, bottom, left, right] = [height, 0, width, 0];
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      if (data[i] <= threshold) continue;
      if (row < top) top = row;
      bottom = row + 1;
      if (column < left) left = column;
      if (column >= right) right = column + 1;
    }
  }
  return bottom > 0 ? { top, bottom, left, right } : null;
}

/** How many of the mask's pixels lie in the first and last rows and columns. */
export function sideCounts({ data, width, height }: Mask): [number, number, number, number] {
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  for (let column = 0; column < width; column++) {
    counts[0] += data[column];
    counts[1] += data[(height - 1) * width + column];
  }
  for (let row = 0; row < height; row++) {
    counts[2] += data[row * width];
    counts[3] += data[row * width + width - 1];
  }
  return counts;
}

/** A part of a mask or a plane. */
export function cutMask(mask: Mask, { top, bottom, left, right }: Bounds): Mask {
  const part = emptyMask({ width: right - left, height: bottom - top });
  for (let row = top; row < bottom; row++)
    part.data.set(
      mask.data.subarray(row * mask.width + left, row * mask.width + right),
      (row - top) * part.width,
    );
  return part;
}

export function cutPlane(plane: Plane, { top, bottom, left, right }: Bounds): Plane {
  const width = right - left;
  const data = new Float64Array(width * (bottom - top));
  for (let row = top; row < bottom; row++)
    data.set(
      plane.data.subarray(row * plane.width + left, row * plane.width + right),
      (row - top) * width,
    );
  return { data, width, height: bottom - top };
}
