/** The sentences of the duel in chapter 01's GAN laboratory. */
import { duel as duelEn } from './words.en';
import { laterWords } from '../../../kit/i18n/laterWords';
import { duel } from './words.pt-BR';

export const duelWords = laterWords(duel, duelEn);
