/** The sentences of the studio's slow step. */
import { slowStep as slowStepEn } from './en/slowStep';
import { laterWords } from './later';
import { slowStep } from './pt-BR/slowStep';

export const slowStepWords = laterWords(slowStep, slowStepEn);
