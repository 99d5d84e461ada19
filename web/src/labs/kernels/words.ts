/** The sentences of the kernel laboratory. */
import { bilingual } from '../../kit/i18n/bilingual';
import { kernelLab as kernelLabEn } from './words.en';
import { kernelLab } from './words.pt-BR';

export const kernelWords = bilingual(kernelLab, kernelLabEn);
