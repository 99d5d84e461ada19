import { app } from './pt-BR/app';
import { code } from './pt-BR/code';
import { colour } from './pt-BR/colour';
import { compare } from './pt-BR/compare';
import { cost } from './pt-BR/cost';
import { draw } from './pt-BR/draw';
import { lens } from './pt-BR/lens';
import { lensLayers } from './pt-BR/lensLayers';
import { lesson } from './pt-BR/lesson';
import { network } from './pt-BR/network';
import { prediction } from './pt-BR/prediction';
import { preprocess } from './pt-BR/preprocess';
import { quality } from './pt-BR/quality';
import { surgery } from './pt-BR/surgery';
import { why } from './pt-BR/why';
import { tour } from './pt-BR/tour';
import { whatIsCnn } from './pt-BR/whatIsCnn';

export const ptBR = {
  app,
  code,
  colour,
  compare,
  cost,
  draw,
  lens,
  lensLayers,
  lesson,
  network,
  prediction,
  preprocess,
  quality,
  surgery,
  why,
  tour,
  whatIsCnn,
};
