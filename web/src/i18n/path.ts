/** The sentences of chapter 01. */
import { path as pathEn } from './en/path';
import { game as gameEn } from './en/pathGame';
import { laterWords } from './later';
import { path } from './pt-BR/path';
import { game } from './pt-BR/pathGame';

export const pathWords = laterWords({ ...path, game }, { ...pathEn, game: gameEn });
