/** The sentences about what a size costs. */
import { bilingual } from '../../kit/i18n/bilingual';
import { cost as costEn } from './words.en';
import { cost } from './words.pt-BR';

export const costWords = bilingual(cost, costEn);
