/** Whether a picture is what the network knows, as it is shown: the logits by size times their places' weights, adding up. */
import { sumOf } from '../../core/explain';
import { sigmoid } from '../../core/realness';
import { refusalTerms, type Refusal } from '../../core/refusal';
import { shownTerms } from '../../core/shownTerms';
import { VALUE_DIGITS } from '../../kit/i18n/i18n.svelte';

export function refusalShown(
  logits: ArrayLike<number>,
  weights: readonly number[],
  { bias = 0 }: Pick<Refusal, 'bias'>,
) {
  const terms = refusalTerms(logits, weights);
  const sum = sumOf(terms) + bias;
  // All of them are listed.
  const shown = shownTerms(terms, bias, sum, terms.length, VALUE_DIGITS);
  return { shown, sum, share: sigmoid(sum) };
}
