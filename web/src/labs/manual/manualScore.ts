/** One score of a linear classifier on manual features, taken apart: each feature's share, each group's, each place's. */
import type { Term } from '../../core/explain';
import { hogPlace } from './hog';
import { joined, type FeatureSettings, type Group } from './manualFeatures';
import { restOf, rounded, roundToSum } from '../../core/roundToSum';
import { shownTerms, type ShownTerms } from '../../core/shownTerms';
import type { Tensor } from '../../core/tensor';

/** A feature's share of the score, and which feature it is. */
export interface FeatureTerm extends Term {
  group: Group;
  /** Within the group. */
  index: number;
}

/**
 * Every feature's share, in the order in which the classifier reads them.
 *
 * @param weight [10, F]
 */
export function featureTerms(
  groups: Record<Group, Float64Array>,
  chosen: readonly Group[],
  weight: Tensor,
  digit: number,
): FeatureTerm[] {
  const start = digit * weight.shape[1];
  // As the engine reads them, in single precision.
  const inputs = joined(groups, chosen);
  const terms: FeatureTerm[] = [];
  for (const group of chosen)
    for (let index = 0; index < groups[group].length; index++) {
      const at = terms.length;
      const [input, own] = [inputs[at], weight.data[start + at]];
      const from = { channel: at, row: 0, column: 0 };
      terms.push({ from, input, weight: own, amount: input * own, group, index });
    }
  return terms;
}

/** The score as it is shown: the groups' sums and the bias add up to it, and so do the listed terms. */
export interface ShownScore {
  groups: { group: Group; shown: number }[];
  bias: number;
  terms: ShownTerms;
}

/**
 * @param score as the engine computed it
 * @param each how many terms are listed on each side
 * @param digits decimals that are shown
 */
export function shownScore(
  terms: readonly FeatureTerm[],
  chosen: readonly Group[],
  bias: number,
  score: number,
  each: number,
  digits: number,
): ShownScore {
  const sums = chosen.map((group) =>
    terms.reduce((sum, term) => (term.group === group ? sum + term.amount : sum), 0),
  );
  const shown = roundToSum(sums, restOf(score, [bias], digits), digits);
  return {
    groups: chosen.map((group, i) => ({ group, shown: shown[i] })),
    bias: rounded(bias, digits),
    terms: shownTerms(terms, bias, score, each, digits),
  };
}

/** What each group's places say, drawn where they are. */
export type Said = Record<Group, Float64Array>;

/** Of HOG a cell's direction, which stands in up to four blocks, with all that they say; of the others each feature. */
export function saidByPlace(
  terms: readonly FeatureTerm[],
  sizes: Record<Group, number>,
  settings: FeatureSettings,
): Said {
  const { side, cell, orientations } = settings;
  const cells = Math.floor(side / cell);
  const said: Said = {
    hog: new Float64Array(cells * cells * orientations),
    zoning: new Float64Array(sizes.zoning),
    profiles: new Float64Array(sizes.profiles),
  };
  for (const { group, index, amount } of terms) {
    if (group === 'hog') {
      const { row, column, orientation } = hogPlace(index, cells, settings);
      said.hog[(row * cells + column) * orientations + orientation] += amount;
    } else said[group][index] += amount;
  }
  return said;
}
