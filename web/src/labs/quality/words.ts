/** The sentences about how good the network is. */
import { quality as qualityEn } from './words.en';
import { laterWords } from '../../kit/i18n/laterWords';
import { quality } from './words.pt-BR';

export const qualityWords = laterWords(quality, qualityEn);
