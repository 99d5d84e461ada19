/** What the pieces show: a digit of MNIST, the first layer's kernels, what was measured, and one sum of them. */
import type { Term } from '../../core/explain';
import { shownTerms, type ShownTerms } from '../../core/shownTerms';
import { examplesAt, learnedKernelsAt } from '../../bench/learnedKernels';
import { loadEvaluation, type Evaluation } from '../../kit/measured/evaluation';
import { loadLabEvaluation, type LabEvaluation } from '../../kit/measured/labEvaluation';
import { VALUE_DIGITS } from '../../kit/i18n/i18n.svelte';

export interface ShownData {
  /** 28×28 values, 0–1. */
  picture: number[];
  kernels: number[][];
  /** The window of the picture that is multiplied with the first kernel. */
  window: number[];
  products: number[];
  sum: ShownTerms;
  total: number;
  evaluation: Evaluation;
  /** Measurements of networks trained on the same data. */
  models: LabEvaluation['models'];
}

export const SIDE = 28;
export const KERNEL = 3;
/** Over the stroke of the digit. */
export const AT = { row: 12, column: 13 };
const LISTED = 3;

export async function shownData(base: string): Promise<ShownData> {
  const [examples, { kernels }, evaluation, { models }] = await Promise.all([
    examplesAt(base),
    learnedKernelsAt(base),
    loadEvaluation(base),
    loadLabEvaluation(base),
  ]);
  const picture = Array.from(examples[3].pixels, (grey) => grey / 255);
  const terms: Term[] = kernels[0].map((weight, i) => {
    const from = {
      channel: 0,
      row: AT.row + Math.floor(i / KERNEL),
      column: AT.column + (i % KERNEL),
    };
    const input = picture[from.row * SIDE + from.column];
    return { from, input, weight, amount: input * weight };
  });
  const total = terms.reduce((sum, { amount }) => sum + amount, 0);
  return {
    picture,
    kernels,
    window: terms.map(({ input }) => input),
    products: terms.map(({ amount }) => amount),
    sum: shownTerms(terms, null, total, LISTED, VALUE_DIGITS),
    total,
    evaluation,
    models,
  };
}
