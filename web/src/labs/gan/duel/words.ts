/** The sentences of the duel in chapter 01's GAN laboratory. */
import { duel as duelEn } from './words.en';
import { bilingual } from '../../../kit/i18n/bilingual';
import { duel } from './words.pt-BR';

export const duelWords = bilingual(duel, duelEn);
