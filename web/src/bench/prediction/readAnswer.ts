/** The network's answer to one picture. */
import { realnessOf } from '../../core/realness';
import { refusalScore } from '../../core/refusal';
import { softmax } from '../../core/softmax';
import type { Manifest } from '../../inference/client';

export interface Prediction {
  verdict: 'digit' | 'not-a-digit' | 'blank';
  /** The most probable digit, even if it is refused; null where nothing is drawn. */
  digit: number | null;
  probabilities: number[] | null;
  /** The picture is refused if this is below the manifest's threshold; null where nothing is drawn. */
  score: number | null;
}

export const BLANK: Prediction = {
  verdict: 'blank',
  digit: null,
  probabilities: null,
  score: null,
};

/**
 * A percentage per label: for a classifier they are shares of a whole; for a discriminator each says how likely the
 * picture is a real one of its label.
 */
export const sharesOf = (
  output: ArrayLike<number>,
  { temperature, realness }: Pick<Manifest, 'temperature' | 'realness'>,
): number[] => (realness ? realnessOf(output, realness) : softmax(output, temperature));

/** The digit, or that it is not one. */
export function judge(
  logits: Float32Array,
  manifest: Pick<Manifest, 'temperature' | 'realness' | 'refusal'>,
): Prediction {
  const probabilities = sharesOf(logits, manifest);
  const { refusal } = manifest;
  const score = refusalScore(logits, probabilities, refusal);
  return {
    verdict: score < refusal.threshold ? 'not-a-digit' : 'digit',
    digit: probabilities.indexOf(Math.max(...probabilities)),
    probabilities,
    score,
  };
}
