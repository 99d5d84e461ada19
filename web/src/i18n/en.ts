import type { ptBR } from './pt-BR';
import { app } from './en/app';
import { code } from './en/code';
import { colour } from './en/colour';
import { compare } from './en/compare';
import { cost } from './en/cost';
import { draw } from './en/draw';
import { lens } from './en/lens';
import { lensLayers } from './en/lensLayers';
import { lesson } from './en/lesson';
import { network } from './en/network';
import { prediction } from './en/prediction';
import { preprocess } from './en/preprocess';
import { quality } from './en/quality';
import { surgery } from './en/surgery';
import { why } from './en/why';
import { tour } from './en/tour';
import { whatIsCnn } from './en/whatIsCnn';

export const en: typeof ptBR = {
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
