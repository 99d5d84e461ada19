/** Whole numbers of any size: with the language's separators, and in words that one can take in at a glance. */
import type { Language } from './i18n.svelte';

/** Names of 10³, 10⁶, …: singular and plural. CLDR's compact forms end at 10¹². */
const NAMES: Record<Language, readonly (readonly [one: string, many: string])[]> = {
  'pt-BR': [
    ['mil', 'mil'],
    ['milhão', 'milhões'],
    ['bilhão', 'bilhões'],
    ['trilhão', 'trilhões'],
    ['quatrilhão', 'quatrilhões'],
    ['quintilhão', 'quintilhões'],
    ['sextilhão', 'sextilhões'],
    ['septilhão', 'septilhões'],
    ['octilhão', 'octilhões'],
  ],
  en: [
    'thousand',
    'million',
    'billion',
    'trillion',
    'quadrillion',
    'quintillion',
    'sextillion',
    'septillion',
    'octillion',
  ].map((name) => [name, name] as const),
};
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB', 'RB'];
const THOUSAND = 1000;
const DIGITS = 3;

/** The number in thousands of thousands: its share, below 1000, and how many times it was divided. */
function scaled(value: bigint, most: number): { share: number; power: number } {
  let share = Number(value);
  let power = 0;
  // What would round up to 1000 is 1 of the next name.
  while (share >= THOUSAND - 0.5 && power < most && value >= BigInt(THOUSAND)) {
    share /= THOUSAND;
    power++;
  }
  return { share, power };
}

const threeDigits = (share: number, language: Language) =>
  new Intl.NumberFormat(language, { maximumSignificantDigits: DIGITS }).format(share);

/** 33177600n → "33.177.600" or "33,177,600", every digit of it. */
export const wholeNumber = (value: bigint, language: Language) =>
  new Intl.NumberFormat(language).format(value);

/** 105595873158758400n → "106 quatrilhões" or "106 quadrillion"; null below a thousand, where the number says it. */
export function inWords(value: bigint, language: Language): string | null {
  const { share, power } = scaled(value, NAMES[language].length);
  if (power === 0) return null;
  const shown = Number(share.toPrecision(DIGITS));
  const [one, many] = NAMES[language][power - 1];
  // Portuguese counts up to, but not including, two as one: 1,5 milhão.
  return `${threeDigits(share, language)} ${shown < 2 ? one : many}`;
}

/** 398131200n → "398 MB". */
export function inBytes(value: bigint, language: Language): string {
  const { share, power } = scaled(value, UNITS.length - 1);
  return `${threeDigits(share, language)} ${UNITS[power]}`;
}
