import { i18n } from './i18n.svelte';

/** Digits of a number that may be of any size. */
const SIGNIFICANT = 3;

/** A length or a rate: as many decimals as its size asks for. */
export function significant(value: number): string {
  if (value === 0) return i18n.number(0);
  const before = Math.floor(Math.log10(Math.abs(value))) + 1;
  return i18n.number(value, Math.max(0, SIGNIFICANT - before));
}
