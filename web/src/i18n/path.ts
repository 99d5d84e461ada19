/** The sentences of chapter 01. */
import { path as pathEn } from './en/path';
import { game as gameEn } from './en/pathGame';
import { voice as voiceEn } from './en/pathVoice';
import { laterWords } from './later';
import { path } from './pt-BR/path';
import { game } from './pt-BR/pathGame';
import { voice } from './pt-BR/pathVoice';

export const pathWords = laterWords(
  { ...path, game, voice },
  { ...pathEn, game: gameEn, voice: voiceEn },
);
