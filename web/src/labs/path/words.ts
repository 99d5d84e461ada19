/** The sentences of chapter 01. */
import { path as pathEn } from './words.en';
import { game as gameEn } from './game/words.en';
import * as networksEn from './networks.en';
import { voice as voiceEn } from './voice/words.en';
import { bilingual } from '../../kit/i18n/bilingual';
import { path } from './words.pt-BR';
import { game } from './game/words.pt-BR';
import * as networks from './networks.pt-BR';
import { voice } from './voice/words.pt-BR';

export const pathWords = bilingual(
  { ...path, ...networks, game, voice },
  { ...pathEn, ...networksEn, game: gameEn, voice: voiceEn },
);
