/** The sentences of chapter 03. */
import { kernelLab as kernelLabEn } from './en/kernelLab';
import { poolLab as poolLabEn } from './en/poolLab';
import { laterWords } from './later';
import { kernelLab } from './pt-BR/kernelLab';
import { poolLab } from './pt-BR/poolLab';

export const labWords = laterWords(
  { kernelLab, poolLab },
  { kernelLab: kernelLabEn, poolLab: poolLabEn },
);
