/**
 * Resampling with antialiasing: the separable triangle filter, as Pillow's BILINEAR defines it, in float64.
 * The Python side is src/esmiuca/images/resample.py; tests/parity holds the cases on which both agree.
 */
import type { Plane } from './tensor';

interface Window {
  first: number;
  weights: Float64Array;
}

/** For each output pixel: the first input pixel under the triangle, and the weights, which sum to 1. */
export function triangleWindows(sizeIn: number, sizeOut: number): Window[] {
  const scale = sizeIn / sizeOut;
  const support = Math.max(scale, 1);
  return Array.from({ length: sizeOut }, (_, i) => {
    const centre = (i + 0.5) * scale;
    const first = Math.max(0, Math.floor(centre - support + 0.5));
    const end = Math.min(sizeIn, Math.floor(centre + support + 0.5));
    const weights = Float64Array.from({ length: end - first }, (_, k) =>
      Math.max(0, 1 - Math.abs(first + k + 0.5 - centre) / support),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A picture of one number a pixel. */
interface Samples {
  data: ArrayLike<number>;
  width: number;
  height: number;
}

/** A rectangle of the plane, all of it by default, at another size, each side at least 1. */
export function resample(
  plane: Samples,
  width: number,
  height: number,
  crop: Rectangle = { x: 0, y: 0, width: plane.width, height: plane.height },
): Plane {
  return resampleColumns(resampleRows(plane, crop, height), width);
}

function resampleRows(plane: Samples, crop: Rectangle, target: number): Plane {
  const { data, width: stride } = plane;
  const { x, y, width, height } = crop;
  const result = new Float64Array(target * width);
  triangleWindows(height, target).forEach(({ first, weights }, row) => {
    const out = row * width;
    for (let k = 0; k < weights.length; k++) {
      const weight = weights[k];
      const from = (y + first + k) * stride + x;
      for (let column = 0; column < width; column++)
        result[out + column] += weight * data[from + column];
    }
  });
  return { data: result, width, height: target };
}

function resampleColumns({ data, width, height }: Plane, target: number): Plane {
  if (width === target) return { data, width, height };
  const result = new Float64Array(target * height);
  triangleWindows(width, target).forEach(({ first, weights }, column) => {
    for (let row = 0; row < height; row++) {
      const from = row * width + first;
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k] * data[from + k];
      result[row * target + column] = sum;
    }
  });
  return { data: result, width: target, height };
}
