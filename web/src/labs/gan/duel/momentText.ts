/** How moments and numbers of the duel are said. */
import { duelWords } from './words';
import { i18n } from '../../../kit/i18n/i18n.svelte';

/** "depois de 347 passos". */
export function momentText(step: number): string {
  const t = duelWords();
  return step === 0 ? t.start : t.steps(i18n.number(step));
}
