/** The sentences of chapter 03. */
import { hierarchy as hierarchyEn } from './en/hierarchy';
import { kernelLab as kernelLabEn } from './en/kernelLab';
import { poolLab as poolLabEn } from './en/poolLab';
import { laterWords } from './later';
import { hierarchy } from './pt-BR/hierarchy';
import { kernelLab } from './pt-BR/kernelLab';
import { poolLab } from './pt-BR/poolLab';

export const labWords = laterWords(
  { hierarchy, kernelLab, poolLab },
  { hierarchy: hierarchyEn, kernelLab: kernelLabEn, poolLab: poolLabEn },
);
