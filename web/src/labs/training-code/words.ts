/** The sentences of the studio's code. */
import { trainingCode as trainingCodeEn } from './words.en';
import { laterWords } from '../../kit/i18n/laterWords';
import { trainingCode } from './words.pt-BR';

export const trainingCodeWords = laterWords(trainingCode, trainingCodeEn);
