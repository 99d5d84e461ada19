/** The sentences of the GAN laboratory's second part. */
import { judge as judgeEn } from './en/judge';
import { laterWords } from './later';
import { judge } from './pt-BR/judge';

export const judgeWords = laterWords(judge, judgeEn);
