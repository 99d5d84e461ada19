/** A number as the page writes it: its digits and signs, with a placeholder for a digit that is refused or not known yet. */
import type { PlacedSign } from '../preprocess/placedDigits';
import type { ReadDigit } from './numberReading.svelte';

const REFUSED = '?';
const UNKNOWN = '…';
const MINUS = '−';
/** Between lines. */
const BREAK = ' / ';

export function signOf({ prediction }: ReadDigit, labels: readonly string[]): string {
  if (!prediction) return UNKNOWN;
  return prediction.verdict === 'digit' ? labels[prediction.digit!] : REFUSED;
}

/** The signs around the digit at a place: a minus before it, what stands between it and the next behind it. */
export function signsAround(
  signs: readonly PlacedSign[],
  index: number,
): { before: string; behind: string } {
  const isMinus = ({ sign }: PlacedSign) => sign === '-';
  const before = signs.filter((sign) => sign.before === index && isMinus(sign));
  const behind = signs.filter((sign) => sign.before === index + 1 && !isMinus(sign));
  return { before: MINUS.repeat(before.length), behind: behind.map(({ sign }) => sign).join('') };
}

/** With a space between the digits, so that they are read one by one; a number with signs is read as one. */
export function numberText(
  digits: readonly ReadDigit[],
  labels: readonly string[],
  { signs = [], breaks = [] }: { signs?: readonly PlacedSign[]; breaks?: readonly number[] } = {},
): string {
  const space = signs.length > 0 ? '' : '\u00a0';
  return digits.reduce((text, digit, index) => {
    const { before, behind } = signsAround(signs, index);
    const between = index === 0 ? '' : breaks.includes(index) ? BREAK : space;
    return `${text}${between}${before}${signOf(digit, labels)}${behind}`;
  }, '');
}
