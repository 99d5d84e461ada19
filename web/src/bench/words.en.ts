import type { ptBR } from './words.pt-BR';
import { app } from '../app/words.en';
import { code } from './code/words.en';
import { compare } from './compare/words.en';
import { draw } from './drawing/words.en';
import { lens } from './lens/words.en';
import { lensLayers } from './lens/layers.en';
import { lesson } from './lens/lesson.en';
import { network } from './network/words.en';
import { prediction } from './prediction/words.en';
import { preprocess } from './preprocess/words.en';
import { surgery } from './surgery/words.en';
import { why } from './why/words.en';
import { tour } from './tour/words.en';

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
