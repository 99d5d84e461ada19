/** The sentences of chapters around their laboratories. */
import { bilingual } from '../../kit/i18n/bilingual';
import { whatIsCnn as whatIsCnnEn } from './whatIsCnn.en';
import { whatIsCnn } from './whatIsCnn.pt-BR';
import { takingApart as takingApartEn } from './takingApart.en';
import { takingApart } from './takingApart.pt-BR';

export const whatIsCnnWords = bilingual(whatIsCnn, whatIsCnnEn);
export const takingApartWords = bilingual(takingApart, takingApartEn);
