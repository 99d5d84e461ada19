/** The numbers of two pictures side by side: each as everywhere on the page, and what lies between them as shown. */
import { restOf } from '../../core/roundToSum';
import { indexOf, type Position } from '../../core/tensor';
import { i18n, SHARE_DIGITS, VALUE_DIGITS } from '../../kit/i18n/i18n.svelte';
import { placeOf } from '../network/unitWords';
import type { NetworkData } from '../networkData';
import { benchWords } from '../words';

const PERCENT = 100;

/** One value of both, and their difference, in words. */
export function comparedValue(
  [a, b]: readonly [ArrayLike<number>, ArrayLike<number>],
  shape: readonly number[],
  at: Position,
): string {
  const [first, second] = [a, b].map((values) => values[indexOf(shape, at)]);
  const gap = restOf(first, [second], VALUE_DIGITS);
  return benchWords().compare.reading(
    placeOf(shape, at),
    i18n.value(first),
    i18n.value(second),
    i18n.value(gap),
  );
}

/** Each label's share of both, as shown, and how far it moved, in words. */
export function comparedAnswers(a: NetworkData, b: NetworkData) {
  const [first, second] = [a, b].map((data) => data.sharesShown(data.shares!));
  return first.map((share, label) => {
    const gap = restOf(share, [second[label]], SHARE_DIGITS);
    const points = benchWords().compare.points(i18n.number(PERCENT * gap, 1));
    return { shares: [share, second[label]], points };
  });
}
