/** The sentences of the GAN laboratory's second part. */
import { judge as judgeEn } from './words.en';
import { laterWords } from '../../../kit/i18n/laterWords';
import { judge } from './words.pt-BR';

export const judgeWords = laterWords(judge, judgeEn);
