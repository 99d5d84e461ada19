/** The sentences of the parallel with the brain. */
import { bilingual } from '../../kit/i18n/bilingual';
import { brain as brainEn } from './words.en';
import { brain } from './words.pt-BR';

export const brainWords = bilingual(brain, brainEn);
