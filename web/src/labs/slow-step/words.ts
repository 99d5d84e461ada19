/** The sentences of the studio's slow step. */
import { slowStep as slowStepEn } from './words.en';
import { bilingual } from '../../kit/i18n/bilingual';
import { slowStep } from './words.pt-BR';

export const slowStepWords = bilingual(slowStep, slowStepEn);
