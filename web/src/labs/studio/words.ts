/** The sentences of chapter 04's studio. */
import { studio as studioEn } from './words.en';
import { bilingual } from '../../kit/i18n/bilingual';
import { studio } from './words.pt-BR';

export const studioWords = bilingual(studio, studioEn);
