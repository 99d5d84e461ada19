import { app } from './pt-BR/app';
import { code } from './pt-BR/code';
import { compare } from './pt-BR/compare';
import { draw } from './pt-BR/draw';
import { lens } from './pt-BR/lens';
import { lensLayers } from './pt-BR/lensLayers';
import { lesson } from './pt-BR/lesson';
import { network } from './pt-BR/network';
import { prediction } from './pt-BR/prediction';
import { preprocess } from './pt-BR/preprocess';
import { surgery } from './pt-BR/surgery';
import { why } from './pt-BR/why';
import { tour } from './pt-BR/tour';

export const ptBR = {
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
