/** Softmax one step at a time, as shown: percentages and exponentials add up to what is shown. */
import { roundToSum } from '../../core/roundToSum';

export interface SoftmaxStep {
  logit: number;
  /** (logit − largest) / T: zero for the largest, below zero for all others. */
  scaled: number;
  exponential: number;
  /** The exponential, rounded so that all of them add up; zero for what is said with a power of ten, see `tiny`. */
  shown: number;
  /** As shown, 0–1. */
  share: number;
}

export interface SoftmaxSteps {
  largest: number;
  /** Sum of the exponentials. */
  sum: number;
  steps: SoftmaxStep[];
}

/**
 * @param digits decimals of the exponentials that are shown
 * @param shareDigits decimals of the shares: 3 for percentages with one decimal
 */
export function softmaxSteps(
  logits: ArrayLike<number>,
  temperature: number,
  digits: number,
  shareDigits: number,
): SoftmaxSteps {
  const values = Array.from(logits);
  const largest = Math.max(...values);
  const scaled = values.map((logit) => (logit - largest) / temperature);
  const exponentials = scaled.map(Math.exp);
  const sum = exponentials.reduce((total, value) => total + value, 0);
  const shown = roundToSum(exponentials, sum, digits);
  const shares = roundToSum(
    exponentials.map((value) => value / sum),
    1,
    shareDigits,
  );
  const steps = values.map((logit, i) => ({
    logit,
    scaled: scaled[i],
    exponential: exponentials[i],
    shown: shown[i],
    share: shares[i],
  }));
  return { largest, sum, steps };
}
