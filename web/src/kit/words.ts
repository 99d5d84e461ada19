/** The sentences of the pieces that any feature draws with. */
import { bilingual } from './i18n/bilingual';
import { kit as kitEn } from './words.en';
import { kit } from './words.pt-BR';

export const kitWords = bilingual(kit, kitEn);
