/** The sentences of chapter 01. */
import { path as pathEn } from './en/path';
import { game as gameEn } from './en/pathGame';
import * as networksEn from './en/pathNetworks';
import { voice as voiceEn } from './en/pathVoice';
import { laterWords } from './later';
import { path } from './pt-BR/path';
import { game } from './pt-BR/pathGame';
import * as networks from './pt-BR/pathNetworks';
import { voice } from './pt-BR/pathVoice';

export const pathWords = laterWords(
  { ...path, ...networks, game, voice },
  { ...pathEn, ...networksEn, game: gameEn, voice: voiceEn },
);
