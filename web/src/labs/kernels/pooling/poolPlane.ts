/**
 * Pooling over one plane, all positions at once: the largest value, or the mean, of each window goes on.
 * It equals torch.nn.functional.max_pool2d and avg_pool2d; tests/parity/pool holds the cases.
 */
import {
  placesOn,
  spanProblem,
  type SlidingWindow,
  type SpanProblem,
} from '../../../core/slidingWindow';
import type { Plane } from '../../../core/tensor';

export const POOL_KINDS = ['max', 'average'] as const;
export type PoolKind = (typeof POOL_KINDS)[number];

/** Padding never is the maximum, and counts as zeros in a mean; PyTorch's means have no dilation. */
export interface Pooling extends SlidingWindow {
  kind: PoolKind;
}

export type PoolProblem =
  SpanProblem | { rule: 'half'; padding: number; size: number; most: number };

const stepOf = ({ kind, dilation }: Pooling) => (kind === 'max' ? dilation : 1);
const windowOf = (pooling: Pooling): SlidingWindow => ({ ...pooling, dilation: stepOf(pooling) });

export function poolProblem(pooling: Pooling, width: number, height: number): PoolProblem | null {
  const { size, padding } = pooling;
  const most = Math.floor(size / 2);
  // Beyond that, a window could lie in the padding with all its cells.
  if (padding > most) return { rule: 'half', padding, size, most };
  return spanProblem(windowOf(pooling), Math.min(width, height));
}

/** One cell of a window: null where it lies in the padding. */
export interface PoolCell {
  row: number;
  column: number;
  value: number | null;
}

/** The window of one output value, row after row. */
export function poolCells(
  plane: Plane,
  pooling: Pooling,
  at: { row: number; column: number },
): PoolCell[] {
  const { size, stride, padding } = pooling;
  const step = stepOf(pooling);
  return Array.from({ length: size * size }, (_, i) => {
    const row = at.row * stride - padding + Math.floor(i / size) * step;
    const column = at.column * stride - padding + (i % size) * step;
    const isInside = row >= 0 && row < plane.height && column >= 0 && column < plane.width;
    return { row, column, value: isInside ? plane.data[row * plane.width + column] : null };
  });
}

/** The result on a plane for which the pooling has no problem. */
export function poolPlane(plane: Plane, pooling: Pooling): Plane {
  const { kind, size, stride, padding } = pooling;
  const step = stepOf(pooling);
  const width = placesOn(plane.width, windowOf(pooling));
  const height = placesOn(plane.height, windowOf(pooling));
  const data = new Float64Array(width * height).fill(kind === 'max' ? -Infinity : 0);
  for (let row = 0; row < height; row++) {
    for (let m = 0; m < size; m++) {
      const y = row * stride - padding + m * step;
      if (y < 0 || y >= plane.height) continue;
      for (let n = 0; n < size; n++) {
        for (let column = 0; column < width; column++) {
          const x = column * stride - padding + n * step;
          if (x < 0 || x >= plane.width) continue;
          const value = plane.data[y * plane.width + x];
          const out = row * width + column;
          if (kind === 'average') data[out] += value / (size * size);
          else if (value > data[out]) data[out] = value;
        }
      }
    }
  }
  return { data, width, height };
}
