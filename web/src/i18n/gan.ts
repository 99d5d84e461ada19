/** The sentences of chapter 01's GAN laboratory, but for the discriminator's and the duel's. */
import { gan as ganEn } from './en/gan';
import { laterWords } from './later';
import { gan } from './pt-BR/gan';

export const ganWords = laterWords(gan, ganEn);
