/** What the network says of one picture. */
import { softmax } from '../core/softmax';
import type { Manifest } from '../inference/client';

export interface Prediction {
  verdict: 'digit' | 'not-a-digit' | 'blank';
  /** The most probable digit, also where it is refused; null where nothing is drawn. */
  digit: number | null;
  probabilities: number[] | null;
}

export const BLANK: Prediction = { verdict: 'blank', digit: null, probabilities: null };

/** The digit, or that it is none: the largest percentage decides. */
export function judge(
  logits: Float32Array,
  { temperature, refusal }: Pick<Manifest, 'temperature' | 'refusal'>,
): Prediction {
  const probabilities = softmax(logits, temperature);
  const best = Math.max(...probabilities);
  return {
    verdict: best < refusal.threshold ? 'not-a-digit' : 'digit',
    digit: probabilities.indexOf(best),
    probabilities,
  };
}
