/** The sentences of the page's frame. */
import { bilingual } from '../kit/i18n/bilingual';
import { app as appEn } from './words.en';
import { app } from './words.pt-BR';

export const appWords = bilingual(app, appEn);
