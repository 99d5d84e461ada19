/** The sum of an explanation as it is shown: parts by input channel, bias, all adding up to the digits shown. */
import { byChannel, sumOf, type Explanation, type Term } from '../../core/explain';
import { roundToSum } from '../../core/roundToSum';
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
  const shown = roundToSum([...groups.map(sumOf), bias ?? 0], before, VALUE_DIGITS);
  const parts = groups.map((group, i) => ({
    channel: group[0].from.channel,
    terms: group,
    sum: shown[i],
  }));
  const shownBias = shown[groups.length];
  return { parts, total: before - shownBias, bias: shownBias };
}

/** The products of one part as shown: they add up to the part as shown. */
export const shownProducts = ({ terms, sum }: Part): number[] =>
  roundToSum(
    terms.map(({ amount }) => amount),
    sum,
    VALUE_DIGITS,
  );
