/** The sentences of the hierarchy. */
import { bilingual } from '../../kit/i18n/bilingual';
import { hierarchy as hierarchyEn } from './words.en';
import { hierarchy } from './words.pt-BR';

export const hierarchyWords = bilingual(hierarchy, hierarchyEn);
