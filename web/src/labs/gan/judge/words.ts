/** The sentences of the GAN laboratory's second part. */
import { judge as judgeEn } from './words.en';
import { bilingual } from '../../../kit/i18n/bilingual';
import { judge } from './words.pt-BR';

export const judgeWords = bilingual(judge, judgeEn);
