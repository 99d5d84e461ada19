/** The sentences of chapter 01. */
import { path as pathEn } from './en/path';
import { laterWords } from './later';
import { path } from './pt-BR/path';

export const pathWords = laterWords(path, pathEn);
