/** The sentences about features by hand. */
import { bilingual } from '../../kit/i18n/bilingual';
import { manual as manualEn } from './words.en';
import { manual } from './words.pt-BR';

export const manualWords = bilingual(manual, manualEn);
