/** Whether a picture is something the network knows at all: a score from its logits, refused below a threshold. */
import { sumOf, type Term } from './explain';
import { sigmoid } from './realness';

export interface Refusal {
  /** Which score: "sorted_logits", "max_probability" or "energy", see inference/prediction.py. */
  score: string;
  threshold: number;
  /** For "sorted_logits": one for each place, from the largest logit to the smallest. */
  weights?: readonly number[];
  bias?: number;
}

/** The labels in the order of their logits, from the largest to the smallest. */
export const byLogit = (logits: ArrayLike<number>): number[] =>
  Array.from(logits, (_, label) => label).sort((a, b) => logits[b] - logits[a] || a - b);

/** What "sorted_logits" sums, place by place. */
export const refusalTerms = (logits: ArrayLike<number>, weights: readonly number[]): Term[] =>
  byLogit(logits).map((channel, place) => ({
    from: { channel, row: 0, column: 0 },
    input: logits[channel],
    weight: weights[place],
    amount: logits[channel] * weights[place],
  }));

/**
 * How much the picture looks like what the network knows; what is below the threshold is refused.
 *
 * @param shares the percentages that the logits come to
 */
export function refusalScore(
  logits: ArrayLike<number>,
  shares: readonly number[],
  { score, weights, bias = 0 }: Refusal,
): number {
  if (weights) return sigmoid(sumOf(refusalTerms(logits, weights)) + bias);
  if (score !== 'energy') return Math.max(...shares);
  const all = Array.from(logits);
  const largest = Math.max(...all);
  return largest + Math.log(all.reduce((sum, z) => sum + Math.exp(z - largest), 0));
}
