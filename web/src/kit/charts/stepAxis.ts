/** Training steps on an axis from 0 to 1: linear, or logarithmic. */
import { leastIndex, pairs, ticks } from 'd3-array';

export type AxisKind = 'log' | 'linear';

/** The part of the axis before the first step that has a logarithm: 0 has none. */
const BEFORE = 0.06;

/**
 * Where a step lies.
 *
 * @param first the first step after 0 that is looked at
 * @param last where the axis ends
 */
export function stepPlace(step: number, kind: AxisKind, first: number, last: number): number {
  const inside = Math.min(last, Math.max(0, step));
  if (kind === 'linear') return inside / last;
  if (inside <= first) return (BEFORE * inside) / first;
  return BEFORE + (1 - BEFORE) * (Math.log(inside / first) / Math.log(last / first));
}

/** Index of the nearest place; the first of two that are equally near. */
export const nearest = (places: readonly number[], to: number): number =>
  leastIndex(places, (one, other) => Math.abs(one - to) - Math.abs(other - to)) ?? -1;

/** The steps that get a label: 0, and then powers of ten or equal parts. */
export function stepTicks(kind: AxisKind, first: number, last: number): number[] {
  if (kind === 'linear') return evenTicks(last);
  const ticks = [0];
  for (let power = 10 ** Math.ceil(Math.log10(first)); power <= last; power *= 10)
    ticks.push(power);
  return ticks;
}

/** d3 rounds the size of a part up or down by its factor: with this, to four parts and seldom more than eight. */
const PARTS = 4 * Math.SQRT2;

/** From 0 on, in equal round parts up to the end. */
export const evenTicks = (end: number): number[] => ticks(0, end, PARTS);

/** The points of a curve, parted where its values are counted anew; no part is empty. */
export function parts<Point extends readonly [step: number, value: number]>(
  points: readonly Point[],
  breaks: readonly number[],
): Point[][] {
  const edges = [-Infinity, ...breaks, Infinity];
  return pairs(edges)
    .map(([from, to]) => points.filter(([step]) => from <= step && step < to))
    .filter(({ length }) => length > 0);
}
