/** The sentences of the studio's code. */
import { trainingCode as trainingCodeEn } from './words.en';
import { bilingual } from '../../kit/i18n/bilingual';
import { trainingCode } from './words.pt-BR';

export const trainingCodeWords = bilingual(trainingCode, trainingCodeEn);
