/** How moments and numbers of the duel are said. */
import { duelWords } from './words';
import { i18n } from '../../../kit/i18n/i18n.svelte';

/** "depois de 347 passos". */
export function momentText(step: number): string {
  const t = duelWords();
  return step === 0 ? t.start : t.steps(i18n.number(step));
}

/** Digits of a number that may be of any size. */
const SIGNIFICANT = 3;

/** A length or a rate: as many decimals as its size asks for. */
export function significant(value: number): string {
  if (value === 0) return i18n.number(0);
  const before = Math.floor(Math.log10(Math.abs(value))) + 1;
  return i18n.number(value, Math.max(0, SIGNIFICANT - before));
}
