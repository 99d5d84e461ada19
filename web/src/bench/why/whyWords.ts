/** The network's answer in the words of "why this answer": the same percentages and logits as everywhere on the page. */
import { i18n } from '../../kit/i18n/i18n.svelte';
import { benchWords } from '../words';
import type { Maps } from './why.svelte';

/** What the network gives the class that is explained. */
export const givenTo = (
  { digit, probabilities, logit }: Pick<Maps, 'digit' | 'probabilities' | 'logit'>,
  nouns: readonly string[],
): string =>
  benchWords().why.isNow(nouns[digit], i18n.percents(probabilities)[digit], i18n.value(logit));

/** The largest percentages, largest first; none where there is no answer. */
export function largestShares(
  probabilities: readonly number[] | null,
  labels: readonly string[],
  count: number,
): string[] {
  const order = i18n
    .percents(probabilities ?? [])
    .map((shown, digit) => ({ share: probabilities![digit], shown, digit }));
  order.sort((a, b) => b.share - a.share);
  return order
    .slice(0, count)
    .map(({ shown, digit }) => benchWords().why.shares(labels[digit], shown));
}
