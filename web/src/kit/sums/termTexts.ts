/** A listed term in numbers, as shown. */
import type { ShownTerm } from '../../core/shownTerms';
import { i18n } from '../i18n/i18n.svelte';

export const termTexts = ({ term, shown }: ShownTerm, digits: number) => ({
  input: i18n.number(term.input, digits),
  weight: i18n.number(term.weight, digits),
  amount: i18n.number(shown, digits),
});
