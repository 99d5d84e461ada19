import type { ptBR } from './pt-BR';
import { app } from './en/app';
import { code } from './en/code';
import { compare } from './en/compare';
import { draw } from './en/draw';
import { lens } from './en/lens';
import { lensLayers } from './en/lensLayers';
import { lesson } from './en/lesson';
import { network } from './en/network';
import { prediction } from './en/prediction';
import { preprocess } from './en/preprocess';
import { surgery } from './en/surgery';
import { why } from './en/why';
import { tour } from './en/tour';

export const en: typeof ptBR = {
  app,
  code,
  compare,
  draw,
  lens,
  lensLayers,
  lesson,
  network,
  prediction,
  preprocess,
  surgery,
  why,
  tour,
};
