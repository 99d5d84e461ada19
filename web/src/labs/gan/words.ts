/** The sentences of chapter 01's GAN laboratory, but for the discriminator's and the duel's. */
import { gan as ganEn } from './words.en';
import { bilingual } from '../../kit/i18n/bilingual';
import { gan } from './words.pt-BR';

export const ganWords = bilingual(gan, ganEn);
