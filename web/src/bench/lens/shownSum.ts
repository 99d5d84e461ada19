/** The sum of an explanation as it is shown: parts by input channel, bias, all adding up to the digits shown. */
import { byChannel, sumOf, type Explanation, type Term } from '../../core/explain';
import { restOf, rounded, roundToSum } from '../../core/roundToSum';
import { isReadOff, shownTerms, type ShownTerms } from '../../core/shownTerms';
import { VALUE_DIGITS } from '../../kit/i18n/i18n.svelte';

export interface Part {
  channel: number;
  terms: Term[];
  /** As shown. */
  sum: number;
}

export interface ShownSum {
  /** One for each input channel, in the layer's order. */
  parts: Part[];
  /** Sum of all parts, as shown. */
  total: number;
  bias: number;
}

export function shownSum({ terms, bias, before }: Explanation): ShownSum {
  const groups = byChannel(terms);
  const total = restOf(before, [bias ?? 0], VALUE_DIGITS);
  const shown = roundToSum(groups.map(sumOf), total, VALUE_DIGITS);
  const parts = groups.map((group, i) => ({
    channel: group[0].from.channel,
    terms: group,
    sum: shown[i],
  }));
  return { parts, total, bias: rounded(bias ?? 0, VALUE_DIGITS) };
}

/** Terms of a dense layer's sum that are listed on each side. */
const EACH = 8;

/** The same of a dense layer, whose terms are too many to be listed. */
export const linearSum = ({ terms, bias, before }: Explanation): ShownTerms =>
  shownTerms(terms, bias, before, EACH, VALUE_DIGITS);

/** The products of one part as shown. */
export const shownProducts = ({ terms, sum }: Part): number[] =>
  roundToSum(
    terms.map(({ amount }) => amount),
    sum,
    VALUE_DIGITS,
    (index) => isReadOff(terms[index], VALUE_DIGITS),
  );
