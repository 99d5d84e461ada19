/** The sentences of the pooling laboratory. */
import { bilingual } from '../../../kit/i18n/bilingual';
import { poolLab as poolLabEn } from './words.en';
import { poolLab } from './words.pt-BR';

export const poolWords = bilingual(poolLab, poolLabEn);
