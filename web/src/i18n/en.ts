import type { ptBR } from './pt-BR';
import { app } from './en/app';
import { code } from './en/code';
import { draw } from './en/draw';
import { lens } from './en/lens';
import { lensLayers } from './en/lensLayers';
import { network } from './en/network';
import { prediction } from './en/prediction';
import { preprocess } from './en/preprocess';
import { surgery } from './en/surgery';
import { why } from './en/why';
import { tour } from './en/tour';

export const en: typeof ptBR = {
  app,
  code,
  draw,
  lens,
  lensLayers,
  network,
  prediction,
  preprocess,
  surgery,
  why,
  tour,
};
