/**
 * A kernel over one plane, all positions at once: what the kernel laboratory runs on every frame. As in convolution
 * layers the kernel is laid on as it is, not flipped (cross-correlation):
 *
 *   out[r, c] = Σ_m Σ_n  padded[r·stride + m·dilation, c·stride + n·dilation] · kernel[m, n]
 *
 * It equals torch.nn.functional.conv2d; tests/parity/filter holds the cases.
 */
import { separate } from './separable';
import { placesOn, spanProblem, type SlidingWindow, type SpanProblem } from './slidingWindow';
import type { Plane } from './tensor';

/** What lies beyond the edges: nothing, zeros, or the picture mirrored (its outermost pixels once, as PyTorch does). */
export const EDGES = ['none', 'zero', 'reflect'] as const;
export type Edges = (typeof EDGES)[number];

/** `padding` means nothing where `edges` is 'none'. */
export interface Filter extends SlidingWindow {
  /** size × size, row after row. */
  weights: readonly number[];
  edges: Edges;
}

/** Why a filter can't be laid on a picture. */
export type FilterProblem = SpanProblem | { rule: 'reflect'; padding: number; side: number };

/** The cells actually added on every side. */
export const paddingOf = ({ edges, padding }: Pick<Filter, 'edges' | 'padding'>): number =>
  edges === 'none' ? 0 : padding;

const windowOf = (filter: Filter): SlidingWindow => ({ ...filter, padding: paddingOf(filter) });

export function filterProblem(filter: Filter, width: number, height: number): FilterProblem | null {
  const side = Math.min(width, height);
  const padding = paddingOf(filter);
  if (filter.edges === 'reflect' && padding >= side) return { rule: 'reflect', padding, side };
  return spanProblem(windowOf(filter), side);
}

export const filteredSide = (side: number, filter: Filter): number =>
  placesOn(side, windowOf(filter));

/** The place in the picture that a place beyond its edge stands for; null where a zero stands there. */
export function inside(place: number, side: number, edges: Edges): number | null {
  if (place >= 0 && place < side) return place;
  if (edges !== 'reflect') return null;
  return place < 0 ? -place : 2 * (side - 1) - place;
}

function withEdges(plane: Plane, filter: Filter): Plane {
  const padding = paddingOf(filter);
  if (padding === 0) return plane;
  const [width, height] = [plane.width + 2 * padding, plane.height + 2 * padding];
  const data = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = inside(row - padding, plane.height, filter.edges);
    if (from === null) continue;
    const start = row * width;
    data.set(plane.data.subarray(from * plane.width, (from + 1) * plane.width), start + padding);
    if (filter.edges === 'zero') continue;
    for (let i = 1; i <= padding; i++) {
      data[start + padding - i] = data[start + padding + i];
      data[start + width - 1 - padding + i] = data[start + width - 1 - padding - i];
    }
  }
  return { data, width, height };
}

interface Pass {
  weights: readonly number[];
  /** Size of the kernel. */
  rows: number;
  columns: number;
  strideDown: number;
  strideRight: number;
  dilation: number;
}

/** Weights multiplied in one go: each output value is then read and written a quarter as often. */
const AT_ONCE = 4;

/** The weights that are not 0 and where they lie on a plane of this width, filled up to whole groups with zeros. */
function tapsOf({ weights, columns, dilation }: Pass, width: number) {
  const taps = weights.flatMap((weight, i) =>
    weight === 0
      ? []
      : [{ weight, offset: (Math.floor(i / columns) * width + (i % columns)) * dilation }],
  );
  while (taps.length % AT_ONCE > 0) taps.push({ weight: 0, offset: 0 });
  return taps;
}

/** One pass of a rows × columns kernel over a plane that is padded already. Sums are float64. */
function correlate(plane: Plane, pass: Pass): Plane {
  const { rows, columns, strideDown, strideRight, dilation } = pass;
  const padded = { dilation, padding: 0 };
  const width = placesOn(plane.width, { ...padded, size: columns, stride: strideRight });
  const height = placesOn(plane.height, { ...padded, size: rows, stride: strideDown });
  const from = plane.data;
  const data = new Float64Array(width * height);
  const taps = tapsOf(pass, plane.width);
  // The innermost loop runs along a row: the fastest order for typed arrays.
  for (let row = 0; row < height; row++) {
    const out = row * width;
    const start = row * strideDown * plane.width;
    for (let tap = 0; tap < taps.length; tap += AT_ONCE) {
      const [one, two, three, four] = taps.slice(tap, tap + AT_ONCE);
      const [a, b, c, d] = [one.weight, two.weight, three.weight, four.weight];
      const [i, j, k, l] = [one.offset, two.offset, three.offset, four.offset];
      for (let column = 0, at = start; column < width; column++, at += strideRight)
        data[out + column] +=
          a * from[at + i] + b * from[at + j] + c * from[at + k] + d * from[at + l];
    }
  }
  return { data, width, height };
}

const nonZero = (weights: readonly number[]) => weights.filter((weight) => weight !== 0).length;

/** The filter's result on a plane that it fits; in two passes if the kernel allows it and that is shorter. */
export function filterPlane(plane: Plane, filter: Filter): Plane {
  const { size, weights, stride, dilation } = filter;
  const source = withEdges(plane, filter);
  const whole = { weights, rows: size, columns: size };
  const strides = { strideDown: stride, strideRight: stride, dilation };
  const parts = separate(weights, size);
  if (!parts || nonZero(parts.column) + nonZero(parts.row) >= nonZero(weights))
    return correlate(source, { ...whole, ...strides });
  const across = { weights: parts.row, rows: 1, columns: size };
  const down = { weights: parts.column, rows: size, columns: 1 };
  const first = correlate(source, { ...across, ...strides, strideDown: 1 });
  return correlate(first, { ...down, ...strides, strideRight: 1 });
}

/** One product of an output value, and where its input stands; `isInside` is false for what padding has put there. */
export interface FilterTerm {
  row: number;
  column: number;
  isInside: boolean;
  input: number;
  weight: number;
  amount: number;
}

/** The products that make one output value, row after row of the kernel. */
export function filterTerms(
  plane: Plane,
  filter: Filter,
  at: { row: number; column: number },
): FilterTerm[] {
  const { size, weights, stride, dilation, edges } = filter;
  const padding = paddingOf(filter);
  return weights.map((weight, tap) => {
    const row = at.row * stride - padding + Math.floor(tap / size) * dilation;
    const column = at.column * stride - padding + (tap % size) * dilation;
    const [y, x] = [inside(row, plane.height, edges), inside(column, plane.width, edges)];
    const input = y === null || x === null ? 0 : plane.data[y * plane.width + x];
    const isInside = y === row && x === column;
    return { row, column, isInside, input, weight, amount: input * weight };
  });
}
