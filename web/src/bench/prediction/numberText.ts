/** A number as the page writes it: its digits, with a placeholder for any that is refused or not known yet. */
import type { ReadDigit } from './numberReading.svelte';

const REFUSED = '?';
const UNKNOWN = '…';

export function signOf({ prediction }: ReadDigit, labels: readonly string[]): string {
  if (!prediction) return UNKNOWN;
  return prediction.verdict === 'digit' ? labels[prediction.digit!] : REFUSED;
}

/** With a space between the digits, so that they are read one by one. */
export function numberText(digits: readonly ReadDigit[], labels: readonly string[]): string {
  return digits.map((digit) => signOf(digit, labels)).join('\u00a0');
}
