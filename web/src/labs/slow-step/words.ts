/** The sentences of the studio's slow step. */
import { slowStep as slowStepEn } from './words.en';
import { laterWords } from '../../kit/i18n/laterWords';
import { slowStep } from './words.pt-BR';

export const slowStepWords = laterWords(slowStep, slowStepEn);
