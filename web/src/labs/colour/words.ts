/** The sentences of the colour laboratory. */
import { bilingual } from '../../kit/i18n/bilingual';
import { colour as colourEn } from './words.en';
import { colour } from './words.pt-BR';

export const colourWords = bilingual(colour, colourEn);
