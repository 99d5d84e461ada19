/** The page's language, and how numbers are written in it. Sentences stand next to what says them: see bilingual.ts. */
import { rounded, roundToSum } from '../../core/roundToSum';

export const LANGUAGES = ['pt-BR', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const MINUS = '\u2212';
/** Decimals of every value, product and sum that the page shows: enough to see, few enough to read aloud. */
export const VALUE_DIGITS = 3;
/** Decimals of a share: one of a percentage. */
export const SHARE_DIGITS = 3;

/** Shares of one whole as they are shown, the same wherever they are. */
export const sharesShown = (shares: readonly number[]): number[] =>
  roundToSum(shares, 1, SHARE_DIGITS);

const formats: Record<string, Intl.NumberFormat> = {};

/** Made once: making a format costs more than hundreds of uses. */
function formatOf(language: Language, digits: number): Intl.NumberFormat {
  const [minimumFractionDigits, maximumFractionDigits] = [digits, digits];
  return (formats[`${language} ${digits}`] ??= new Intl.NumberFormat(language, {
    minimumFractionDigits,
    maximumFractionDigits,
  }));
}

class I18n {
  language = $state<Language>('pt-BR');
  #percent = $derived(
    new Intl.NumberFormat(this.language, {
      style: 'percent',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }),
  );

  /** 0.978 → "97,8%" or "97.8%". */
  percent(share: number): string {
    return this.#percent.format(share);
  }

  /** Shares of a whole: what is shown adds up to 100% to the last digit. */
  percents(shares: readonly number[]): string[] {
    return sharesShown(shares).map((share) => this.percent(share));
  }

  /** A number with this many decimals, a true minus sign, the locale's separators. */
  number(value: number, digits = 0): string {
    const shown = rounded(value, digits);
    const text = formatOf(this.language, digits).format(Math.abs(shown));
    return shown < 0 ? MINUS + text : text;
  }

  /** A value of the network, as everywhere on the page. */
  value(value: number): string {
    return this.number(value, VALUE_DIGITS);
  }
}

export const i18n = new I18n();

/** The visitor's language where we speak it; Portuguese otherwise, as the deck does. */
export function preferredLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    if (tag.toLowerCase().startsWith('pt')) return 'pt-BR';
    if (tag.toLowerCase().startsWith('en')) return 'en';
  }
  return 'pt-BR';
}
