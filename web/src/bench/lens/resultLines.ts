/** The lines of a sum in words, from its parts to the value before ReLU; what is shown of them adds up. */
import type { Explanation } from '../../core/explain';
import { addsUp } from '../../core/roundToSum';
import type { ShownTerms } from '../../core/shownTerms';
import { i18n, VALUE_DIGITS } from '../../kit/i18n/i18n.svelte';
import { aboutWords } from '../../kit/sums/aboutWords';
import { benchWords } from '../words';
import { shownProducts, type Part, type ShownSum } from './shownSum';

/** Words, and what they come to. */
export type ResultLine = readonly [words: string, value: number];

/** "9 products sum to" */
const productsWords = (part: Part): string => {
  const products = shownProducts(part);
  const words = benchWords().lens.products(i18n.number(products.length));
  return aboutWords(words, addsUp(products, part.sum, VALUE_DIGITS));
};

/** Under the products of one part. */
export const productsCaption = (part: Part): string =>
  `${productsWords(part)} ${i18n.value(part.sum)}`;

export function convLines(
  explanation: Explanation,
  { parts, total, bias }: ShownSum,
): ResultLine[] {
  const sums = parts.map(({ sum }) => sum);
  const words =
    parts.length === 1
      ? productsWords(parts[0])
      : aboutWords(
          benchWords().lens.partials(i18n.number(parts.length)),
          addsUp(sums, total, VALUE_DIGITS),
        );
  return [[words, total], ...endOf(explanation, bias)];
}

export function linearLines(
  explanation: Explanation,
  { listed, others, bias }: ShownTerms,
): ResultLine[] {
  const t = benchWords().lensLayers;
  return [
    [aboutWords(t.listed(i18n.number(listed.count)), listed.addsUp), listed.shown],
    [t.others(i18n.number(others.count)), others.shown],
    ...endOf(explanation, bias),
  ];
}

function endOf({ hasRelu, before }: Explanation, bias: number): ResultLine[] {
  const t = benchWords().lens;
  return [[t.bias, bias], ...(hasRelu ? [[t.before, before] as const] : [])];
}
