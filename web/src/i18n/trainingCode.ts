/** The sentences of the studio's code. */
import { trainingCode as trainingCodeEn } from './en/trainingCode';
import { laterWords } from './later';
import { trainingCode } from './pt-BR/trainingCode';

export const trainingCodeWords = laterWords(trainingCode, trainingCodeEn);
