/** The bench's sentences: they come with the page. */
import { bilingual } from '../kit/i18n/bilingual';
import { code as codeEn } from './code/words.en';
import { code } from './code/words.pt-BR';
import { compare as compareEn } from './compare/words.en';
import { compare } from './compare/words.pt-BR';
import { draw as drawEn } from './drawing/words.en';
import { draw } from './drawing/words.pt-BR';
import { lens as lensEn } from './lens/words.en';
import { lens } from './lens/words.pt-BR';
import { lensLayers as lensLayersEn } from './lens/lensLayers.en';
import { lensLayers } from './lens/lensLayers.pt-BR';
import { lesson as lessonEn } from './lens/lesson.en';
import { lesson } from './lens/lesson.pt-BR';
import { network as networkEn } from './network/words.en';
import { network } from './network/words.pt-BR';
import { prediction as predictionEn } from './prediction/words.en';
import { prediction } from './prediction/words.pt-BR';
import { preprocess as preprocessEn } from './preprocess/words.en';
import { preprocess } from './preprocess/words.pt-BR';
import { surgery as surgeryEn } from './surgery/words.en';
import { surgery } from './surgery/words.pt-BR';
import { tour as tourEn } from './tour/words.en';
import { tour } from './tour/words.pt-BR';
import { why as whyEn } from './why/words.en';
import { why } from './why/words.pt-BR';

export const benchWords = bilingual(
  {
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
    tour,
    why,
  },
  {
    code: codeEn,
    compare: compareEn,
    draw: drawEn,
    lens: lensEn,
    lensLayers: lensLayersEn,
    lesson: lessonEn,
    network: networkEn,
    prediction: predictionEn,
    preprocess: preprocessEn,
    surgery: surgeryEn,
    tour: tourEn,
    why: whyEn,
  },
);
