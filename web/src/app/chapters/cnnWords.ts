/** The sentences of chapter 02. */
import { colour as colourEn } from '../../labs/colour/words.en';
import { cost as costEn } from '../../labs/cost/words.en';
import { manual as manualEn } from '../../labs/manual/words.en';
import { versus as versusEn } from '../../labs/versus/words.en';
import { whatIsCnn as whatIsCnnEn } from './whatIsCnn.en';
import { laterWords } from '../../kit/i18n/laterWords';
import { colour } from '../../labs/colour/words.pt-BR';
import { cost } from '../../labs/cost/words.pt-BR';
import { manual } from '../../labs/manual/words.pt-BR';
import { versus } from '../../labs/versus/words.pt-BR';
import { whatIsCnn } from './whatIsCnn.pt-BR';

export const cnnWords = laterWords(
  { colour, cost, manual, versus, whatIsCnn },
  { colour: colourEn, cost: costEn, manual: manualEn, versus: versusEn, whatIsCnn: whatIsCnnEn },
);
