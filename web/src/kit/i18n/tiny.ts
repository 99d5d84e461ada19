import { rounded } from '../../core/roundToSum';
import { i18n, VALUE_DIGITS } from './i18n.svelte';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const superscript = (power: number) =>
  `⁻${[...String(-power)].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')}`;

/**
 * A value as everywhere, or with a power of ten where its usual digits would say nothing: 4.1 × 10⁻⁷.
 *
 * @param shown the value as a sum that it is a part of rounds it
 */
export function tiny(value: number, shown = rounded(value, VALUE_DIGITS)): string {
  if (shown !== 0 || value === 0) return i18n.value(shown);
  const [factor, power] = value.toExponential(1).split('e');
  return `${i18n.number(Number(factor), 1)} × 10${superscript(Number(power))}`;
}
