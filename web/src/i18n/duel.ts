/** The sentences of the duel in chapter 01's GAN laboratory. */
import { duel as duelEn } from './en/duel';
import { laterWords } from './later';
import { duel } from './pt-BR/duel';

export const duelWords = laterWords(duel, duelEn);
