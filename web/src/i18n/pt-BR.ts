import { app } from './pt-BR/app';
import { code } from './pt-BR/code';
import { draw } from './pt-BR/draw';
import { network } from './pt-BR/network';
import { prediction } from './pt-BR/prediction';
import { preprocess } from './pt-BR/preprocess';

export const ptBR = { app, code, draw, network, prediction, preprocess };
