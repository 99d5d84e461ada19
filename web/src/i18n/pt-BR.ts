import { app } from './pt-BR/app';
import { draw } from './pt-BR/draw';
import { network } from './pt-BR/network';
import { prediction } from './pt-BR/prediction';
import { preprocess } from './pt-BR/preprocess';

export const ptBR = { app, draw, network, prediction, preprocess };
