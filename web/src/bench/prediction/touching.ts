/**
 * Digits that touch: of all ways to cut ink apart, the one that the network finds most like digits.
 * The Python side is src/esmiuca/inference/touching.py, which explains the numbers.
 */
import type { Rectangle } from '../../core/resample';
import type { Part } from '../preprocess/cuts';
import type { Prediction } from './readAnswer';

const SURE = 0.9;
/** Widths in heights. */
const NARROW = 0.45;
const WIDE_ONE = 0.6;
const TOO_NARROW = 3;
const DOUBT = 0.6;
const LEAST = 0.15;
const SLIM = 4;
/** Of all that touches in one picture. */
export const MAX_PARTS = 512;

/** Percentage times how much it looks like a digit. */
function qualityOf({ probabilities, score }: Prediction): number {
  return probabilities ? Math.max(...probabilities) * (score ?? 0) : 0;
}

/** Whether a whole needs no second look. */
export const isSure = (whole: Prediction): boolean =>
  whole.verdict === 'digit' && qualityOf(whole) >= SURE;

/** How good a part is as a digit. */
function valueOf(prediction: Prediction, { width, height }: Rectangle): number {
  const ratio = width / height;
  const off = prediction.digit === 1 ? Math.max(0, ratio - WIDE_ONE) : Math.max(0, NARROW - ratio);
  return qualityOf(prediction) * Math.exp(-TOO_NARROW * off);
}

/** The best way to cut a whole, from left to right; null where it is one digit. */
export function bestCut(
  whole: Prediction,
  { width, height }: Rectangle,
  parts: readonly Part[],
  said: readonly Prediction[],
): Part[] | null {
  const last = parts.reduce((most, { end }) => Math.max(most, end), 0);
  interface Way {
    value: number;
    cut: Part[];
    /** What its last part is read as. */
    digit: number | null;
  }
  const ways: (Way | undefined)[] = [{ value: 1, cut: [], digit: null }];
  for (let end = 1; end <= last; end++)
    parts.forEach((part, i) => {
      const before = ways[part.start];
      if (part.end !== end || !before || said[i].verdict !== 'digit') return;
      // Strokes that stand side by side don't touch: those of a W, an m, a u do.
      if (before.digit === 1 && said[i].digit === 1) return;
      const value = before.value * valueOf(said[i], part.box);
      if (value > (ways[end]?.value ?? -1))
        ways[end] = { value, cut: [...before.cut, part], digit: said[i].digit };
    });
  const best = ways[last];
  if (!best || best.cut.length < 2) return null;
  const { value, cut } = best;
  const slim = Math.min(1, width / height) ** SLIM;
  const one = qualityOf(whole);
  if (whole.verdict === 'digit') return value * slim * DOUBT > one ? cut : null;
  return value > one && value * slim >= LEAST ? cut : null;
}

/** The best way to cut a whole in two, whatever the network says of the halves; null if there is none. */
export function bestHalves(parts: readonly Part[], said: readonly Prediction[]): Part[] | null {
  const last = parts.reduce((most, { end }) => Math.max(most, end), 0);
  let best: { value: number; cut: Part[] } | null = null;
  parts.forEach((left, i) =>
    parts.forEach((right, j) => {
      if (left.start !== 0 || left.end !== right.start || right.end !== last) return;
      const value = valueOf(said[i], left.box) * valueOf(said[j], right.box);
      if (!best || value > best.value) best = { value, cut: [left, right] };
    }),
  );
  return (best as { cut: Part[] } | null)?.cut ?? null;
}
