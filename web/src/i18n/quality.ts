/** The sentences about how good the network is. */
import { quality as qualityEn } from './en/quality';
import { laterWords } from './later';
import { quality } from './pt-BR/quality';

export const qualityWords = laterWords(quality, qualityEn);
