/** What is listed of a cost: the number, and the product that it is, with the numbers in it. */
import { FLOAT_BYTES, type CostInput, type ImageCost } from './imageCost';

export const COST_ROWS = [
  'perChannel',
  'values',
  'floatBytes',
  'convParameters',
  'convMultiplications',
  'denseParameters',
  'denseMultiplications',
] as const;
export type CostRow = (typeof COST_ROWS)[number];

/** @param n writes a number as the language does */
export function costFormula(
  row: CostRow,
  { width, height, channels, kernelSize, outChannels }: CostInput,
  { perChannel, values, outputs }: ImageCost,
  n: (value: number | bigint) => string,
): string {
  const window = `${n(channels)} × ${n(kernelSize)} × ${n(kernelSize)}`;
  const positions = `(${n(width)} − ${n(kernelSize)} + 1) × (${n(height)} − ${n(kernelSize)} + 1)`;
  switch (row) {
    case 'perChannel':
      return `${n(width)} × ${n(height)}`;
    case 'values':
      return `${n(perChannel)} × ${n(channels)}`;
    case 'floatBytes':
      return `${n(values)} × ${n(FLOAT_BYTES)}`;
    case 'convParameters':
      return `${n(outChannels)} × (${window} + 1)`;
    case 'convMultiplications':
      return `${positions} × ${n(outChannels)} × (${window})`;
    case 'denseParameters':
      return `${n(outputs)} × (${n(values)} + 1)`;
    case 'denseMultiplications':
      return `${n(outputs)} × ${n(values)}`;
  }
}
