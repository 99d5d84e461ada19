/** The page's language in the address; without one there, the visitor's. */
import type { AddressPart } from '../kit/addressPart';
import { i18n, LANGUAGES, preferredLanguage } from '../kit/i18n/i18n.svelte';

export const languageAddress = (
  preferred: () => readonly string[] = () => navigator.languages,
): AddressPart => ({
  letter: 'lang',
  get text() {
    return i18n.language;
  },
  go(text) {
    i18n.language = LANGUAGES.find((known) => known === text) ?? preferredLanguage(preferred());
  },
});
