/** Where a value stands among the measured ones of a curve. */

export type OnCurve =
  | { kind: 'at'; index: number }
  /** Between the point of this index and the next. */
  | { kind: 'between'; index: number }
  | { kind: 'beyond' };

/** Sliders step through decimals: sums of them miss a measured value by this much at most. */
const CLOSE = 1e-6;

/** @param values ascending */
export function onCurve(values: readonly number[], value: number): OnCurve {
  const at = values.findIndex((measured) => Math.abs(measured - value) < CLOSE);
  if (at >= 0) return { kind: 'at', index: at };
  const next = values.findIndex((measured) => measured > value);
  return next > 0 ? { kind: 'between', index: next - 1 } : { kind: 'beyond' };
}
