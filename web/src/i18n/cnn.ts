/** The sentences of chapter 02. */
import { colour as colourEn } from './en/colour';
import { cost as costEn } from './en/cost';
import { manual as manualEn } from './en/manual';
import { versus as versusEn } from './en/versus';
import { whatIsCnn as whatIsCnnEn } from './en/whatIsCnn';
import { laterWords } from './later';
import { colour } from './pt-BR/colour';
import { cost } from './pt-BR/cost';
import { manual } from './pt-BR/manual';
import { versus } from './pt-BR/versus';
import { whatIsCnn } from './pt-BR/whatIsCnn';

export const cnnWords = laterWords(
  { colour, cost, manual, versus, whatIsCnn },
  { colour: colourEn, cost: costEn, manual: manualEn, versus: versusEn, whatIsCnn: whatIsCnnEn },
);
