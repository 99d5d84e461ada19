/** How this section writes numbers: gradients are of any size, so they get as many decimals as they need. */
import type { ForwardLayer } from '../../core/forward';
import { cellOf } from './gradientTerms';
import { sizeOf } from '../../core/tensor';
import type { WeightPlace } from '../../core/trainingStep';
import { i18n } from '../../kit/i18n/i18n.svelte';
import { slowStepWords } from './words';

/** Digits that are shown of a number, zeros before them not counted. */
const FIGURES = 4;
const LEAST_DECIMALS = 3;
const MOST_DECIMALS = 12;
/** Below this a number is written with a power of ten. */
const SMALL = 1e-4;
/** Decimals of the longest setting. */
const LONGEST_SETTING = 6;
const RAISED: Record<string, string> = Object.fromEntries(
  Array.from('-0123456789', (sign, i) => [sign, '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'[i]]),
);

/** Decimals at which the largest of these numbers shows enough of itself. */
export function decimalsOf(...values: number[]): number {
  const most = Math.max(...values.map(Math.abs));
  if (!(most > 0) || !Number.isFinite(most)) return LEAST_DECIMALS;
  const needed = FIGURES - 1 - Math.floor(Math.log10(most));
  return Math.min(MOST_DECIMALS, Math.max(LEAST_DECIMALS, needed));
}

const raised = (power: number) => Array.from(String(power), (sign) => RAISED[sign]).join('');

/** 0.01234, 1.234·10⁻⁹ */
export function figures(value: number): string {
  if (!Number.isFinite(value)) return slowStepWords().noNumber;
  const size = Math.abs(value);
  if (size === 0 || size >= SMALL) return i18n.number(value, decimalsOf(value));
  const power = Math.floor(Math.log10(size));
  return `${i18n.number(value / 10 ** power, FIGURES - 1)}·10${raised(power)}`;
}

/** A setting that is written as short as it can be: 0.001, 10⁻⁵. */
export function setting(value: number): string {
  if (value < SMALL) return `10${raised(Math.round(Math.log10(value)))}`;
  const [, decimals = ''] = /\.(\d*?)0*$/.exec(value.toFixed(LONGEST_SETTING)) ?? [];
  return i18n.number(value, decimals.length);
}

/** "conv1.weight, kernel 5, row 0, column 2" */
export function weightName(
  layer: ForwardLayer,
  shape: readonly number[],
  { name, index }: WeightPlace,
): string {
  const t = slowStepWords();
  if (shape.length === 1) return `${name}, ${t.unit(String(index))}`;
  const first = String(Math.floor(index / sizeOf(shape.slice(1))));
  const { channel, row, column } = cellOf(shape, index);
  if (layer.op === 'linear') return `${name}, ${t.unit(first)}, ${t.input(String(channel))}`;
  const over = shape[1] === 1 ? '' : `, ${t.over(String(channel))}`;
  return `${name}, ${t.kernel(first)}${over}, ${t.cell(String(row), String(column))}`;
}

/** A place of a layer in words: a unit, or map, row and column. */
export function placeWords(
  shape: readonly number[],
  { channel, row, column }: { channel: number; row: number; column: number },
): string {
  const t = slowStepWords();
  if (shape.length === 1) return t.unit(String(channel));
  return `${t.map(String(channel))}, ${t.cell(String(row), String(column))}`;
}
