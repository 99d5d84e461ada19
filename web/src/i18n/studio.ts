/** The sentences of chapter 04's studio. */
import { studio as studioEn } from './en/studio';
import { laterWords } from './later';
import { studio } from './pt-BR/studio';

export const studioWords = laterWords(studio, studioEn);
