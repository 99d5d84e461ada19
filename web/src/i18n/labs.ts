/** The sentences of chapter 03, fetched with it. */
import { kernelLab as kernelLabEn } from './en/kernelLab';
import { poolLab as poolLabEn } from './en/poolLab';
import { i18n, type Language } from './index.svelte';
import { kernelLab } from './pt-BR/kernelLab';
import { poolLab } from './pt-BR/poolLab';

const ptBR = { kernelLab, poolLab };
const WORDS: Record<Language, typeof ptBR> = {
  'pt-BR': ptBR,
  en: { kernelLab: kernelLabEn, poolLab: poolLabEn },
};

/** In the page's language; to be read where Svelte follows it. */
export const labWords = () => WORDS[i18n.language];
