import { app } from '../app/words.pt-BR';
import { code } from './code/words.pt-BR';
import { compare } from './compare/words.pt-BR';
import { draw } from './drawing/words.pt-BR';
import { lens } from './lens/words.pt-BR';
import { lensLayers } from './lens/layers.pt-BR';
import { lesson } from './lens/lesson.pt-BR';
import { network } from './network/words.pt-BR';
import { prediction } from './prediction/words.pt-BR';
import { preprocess } from './preprocess/words.pt-BR';
import { surgery } from './surgery/words.pt-BR';
import { why } from './why/words.pt-BR';
import { tour } from './tour/words.pt-BR';

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
