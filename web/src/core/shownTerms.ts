/** A long sum as it is shown: the largest terms for and against, "the other N sum to …", the bias, adding up. */
import type { Term } from './explain';
import { roundToSum } from './roundToSum';
import { topOf } from './topOf';

export interface ShownTerm {
  /** Its place among the terms. */
  index: number;
  term: Term;
  /** Rounded, so that all that is shown adds up. */
  shown: number;
}

export interface ShownTerms {
  /** Above zero, the largest first. */
  pro: ShownTerm[];
  /** Below zero, the most negative first. */
  contra: ShownTerm[];
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
  let rest = 0;
  for (let i = 0; i < terms.length; i++) rest += terms[i].amount;
  for (const index of listed) rest -= terms[index].amount;
  const parts = [...listed.map((index) => terms[index].amount), rest];
  // A sum without a bias has no part that could take a share of the rounding in its place.
  const shown = roundToSum(bias === null ? parts : [...parts, bias], total, digits);
  const list = (indices: number[], from: number) =>
    indices.map((index, i) => ({ index, term: terms[index], shown: shown[from + i] }));
  return {
    pro: list(pro, 0),
    contra: list(contra, pro.length),
    others: { count: terms.length - listed.length, shown: shown[listed.length] },
    bias: bias === null ? 0 : shown[listed.length + 1],
  };
}
