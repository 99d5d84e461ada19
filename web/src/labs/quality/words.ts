/** The sentences about how good the network is. */
import { quality as qualityEn } from './words.en';
import { bilingual } from '../../kit/i18n/bilingual';
import { quality } from './words.pt-BR';

export const qualityWords = bilingual(quality, qualityEn);
