/** The sentences of chapter 01. */
import { path as pathEn } from './words.en';
import { game as gameEn } from './game/words.en';
import * as networksEn from './networks.en';
import { voice as voiceEn } from './voice/words.en';
import { laterWords } from '../../kit/i18n/laterWords';
import { path } from './words.pt-BR';
import { game } from './game/words.pt-BR';
import * as networks from './networks.pt-BR';
import { voice } from './voice/words.pt-BR';

export const pathWords = laterWords(
  { ...path, ...networks, game, voice },
  { ...pathEn, ...networksEn, game: gameEn, voice: voiceEn },
);
