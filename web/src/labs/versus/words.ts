/** The sentences of MLP against CNN. */
import { bilingual } from '../../kit/i18n/bilingual';
import { versus as versusEn } from './words.en';
import { versus } from './words.pt-BR';

export const versusWords = bilingual(versus, versusEn);
