/** The sentences of the kit's gallery. */
import { bilingual } from '../../kit/i18n/bilingual';
import { gallery as en } from './words.en';
import { gallery } from './words.pt-BR';

export const galleryWords = bilingual(gallery, en);
