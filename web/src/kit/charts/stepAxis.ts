/** Steps of a training on an axis from 0 to 1: in proportion, or each further by the same factor. */

export type AxisKind = 'log' | 'linear';

/** Of the axis, what lies before the first step that is shown by its logarithm: 0 has none. */
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

/** Index of the place that is nearest to this one; the first where two are. */
export function nearest(places: readonly number[], to: number): number {
  const far = places.map((place) => Math.abs(place - to));
  return far.indexOf(Math.min(...far));
}

/** The steps that are named on the axis: 0, and then powers of ten or equal parts. */
export function stepTicks(kind: AxisKind, first: number, last: number): number[] {
  if (kind === 'linear') return evenTicks(last);
  const ticks = [0];
  for (let power = 10 ** Math.ceil(Math.log10(first)); power <= last; power *= 10)
    ticks.push(power);
  return ticks;
}

/** From 0 on, equal round parts of what ends there: four to nine. */
export function evenTicks(end: number): number[] {
  const each = roundPart(end / 4);
  return Array.from({ length: Math.floor(end / each + 1e-9) + 1 }, (_, i) => i * each);
}

/** The largest of 1, 2, 5 times a power of ten that is no more than this. */
function roundPart(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  return power * [5, 2, 1].find((factor) => factor * power <= size)!;
}
