/** A long sum as it is shown: the largest terms for and against, "the other N sum to …", the bias, adding up. */
import type { Term } from './explain';
import { addsUp, restOf, rounded, roundToSum } from './roundToSum';
import { topOf } from './topOf';

export interface ShownTerm {
  /** Its place among the terms. */
  index: number;
  term: Term;
  /** As shown. */
  shown: number;
}

export interface ShownTerms {
  /** Above zero, the largest first. */
  pro: ShownTerm[];
  /** Below zero, the most negative first. */
  contra: ShownTerm[];
  /** All that are listed, as shown, and whether what is shown of each comes to it. */
  listed: { count: number; shown: number; addsUp: boolean };
  others: { count: number; shown: number };
  /** 0 where the sum has none. */
  bias: number;
}

/**
 * @param bias null where the sum has none
 * @param total what everything adds up to, as the network computed it
 * @param each how many terms are listed on each side
 * @param digits decimals that are shown
 */
export function shownTerms(
  terms: readonly Term[],
  bias: number | null,
  total: number,
  each: number,
  digits: number,
): ShownTerms {
  const pro = topOf(terms.length, (i) => terms[i].amount, each, 0);
  const contra = topOf(terms.length, (i) => -terms[i].amount, each, 0);
  const listed = [...pro, ...contra];
  const amounts = listed.map((index) => terms[index].amount);
  const shownBias = rounded(bias ?? 0, digits);
  // Zeros sum to zero: they can't take what rounding leaves.
  const isAll = listed.length === terms.filter(({ amount }) => amount !== 0).length;
  const sum = restOf(total, [shownBias], digits);
  const shown = isAll
    ? roundToSum(amounts, sum, digits, (i) => isReadOff(terms[listed[i]], digits))
    : amounts.map((amount) => rounded(amount, digits));
  const rest = isAll ? 0 : restOf(sum, shown, digits);
  const list = (indices: number[], from: number) =>
    indices.map((index, i) => ({ index, term: terms[index], shown: shown[from + i] }));
  return {
    pro: list(pro, 0),
    contra: list(contra, pro.length),
    listed: {
      count: listed.length,
      shown: restOf(sum, [rest], digits),
      addsUp: addsUp([...shown, rest], sum, digits),
    },
    others: { count: terms.length - listed.length, shown: rest },
    bias: shownBias,
  };
}

/** Whether a product, as shown, is read off its factors: one of them is shown as 0, 1 or −1. */
export const isReadOff = ({ input, weight }: Pick<Term, 'input' | 'weight'>, digits: number) =>
  [input, weight].some((factor) => [0, 1].includes(Math.abs(rounded(factor, digits))));

/** Any of the terms as it is shown, also beside the list. */
export const amountShown = ({ pro, contra }: ShownTerms, index: number, { amount }: Term): number =>
  [...pro, ...contra].find((listed) => listed.index === index)?.shown ?? amount;
