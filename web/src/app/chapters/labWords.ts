/** The sentences of chapter 03. */
import { hierarchy as hierarchyEn } from '../../labs/hierarchy/words.en';
import { kernelLab as kernelLabEn } from '../../labs/kernels/words.en';
import { poolLab as poolLabEn } from '../../labs/kernels/pooling/words.en';
import { laterWords } from '../../kit/i18n/laterWords';
import { hierarchy } from '../../labs/hierarchy/words.pt-BR';
import { kernelLab } from '../../labs/kernels/words.pt-BR';
import { poolLab } from '../../labs/kernels/pooling/words.pt-BR';

export const labWords = laterWords(
  { hierarchy, kernelLab, poolLab },
  { hierarchy: hierarchyEn, kernelLab: kernelLabEn, poolLab: poolLabEn },
);
