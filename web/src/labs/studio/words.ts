/** The sentences of chapter 04's studio. */
import { studio as studioEn } from './words.en';
import { laterWords } from '../../kit/i18n/laterWords';
import { studio } from './words.pt-BR';

export const studioWords = laterWords(studio, studioEn);
