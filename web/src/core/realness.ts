/** A discriminator's scores as percentages: a picture scored s as label y is real with P = 1 / (1 + e^−(scale · s + offset_y)). */
import { restOf, rounded } from './roundToSum';

/** Fitted by logistic regression on as many real pictures, held out of training, as generated ones (Platt 1999). */
export interface Realness {
  scale: number;
  /** One for each label: scores are only ever compared within a label while training. */
  offsets: readonly number[];
  /** What it comes to on those pictures, on average. */
  means: { real: number; generated: number };
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

type Calibration = Pick<Realness, 'scale' | 'offsets'>;

/** How likely a picture with this score as this label is a real one. */
export const realness = (score: number, label: number, { scale, offsets }: Calibration): number =>
  sigmoid(scale * score + offsets[label]);

/** The same for each label. They are not shares of a whole. */
export const realnessOf = (scores: ArrayLike<number>, calibration: Calibration): number[] =>
  Array.from(scores, (score, label) => realness(score, label, calibration));

/** One label's arithmetic as it is shown: product + offset is the sum, to the last digit. */
export interface RealnessStep {
  score: number;
  /** scale · score: what is left of the sum */
  product: number;
  offset: number;
  sum: number;
  /** e^−sum */
  exponential: number;
  share: number;
}

/** @param digits decimals of product, offset and sum that are shown */
export function realnessSteps(
  scores: ArrayLike<number>,
  { scale, offsets }: Calibration,
  digits: number,
): RealnessStep[] {
  return Array.from(scores, (score, label) => {
    const sum = scale * score + offsets[label];
    const offset = rounded(offsets[label], digits);
    const product = restOf(sum, [offset], digits);
    return { score, product, offset, sum, exponential: Math.exp(-sum), share: sigmoid(sum) };
  });
}
