/** An optimiser's formulas with one weight's numbers in them, line by line; the last line adds up to the digits shown. */
import { BETAS, EPSILON, MOMENTUM, WEIGHT_DECAY, type Optimizer } from '../../core/optimizers';
import { digitsToAddUp } from '../../core/roundToSum';
import { i18n } from '../../kit/i18n/i18n.svelte';
import type { WeightHistory } from './slowStep.svelte';
import { decimalsOf, figures, setting } from './stepWords';

export interface Formula {
  name: string;
  formula: string;
  numbers: string;
  value: string;
}

/** How many more digits a sum may show to add up. */
const MORE_DIGITS = 6;

/** A factor that is subtracted from or added reads better in brackets where it is negative. */
const inBrackets = (text: string) => (text.startsWith('\u2212') ? `(${text})` : text);
const of = (value: number) => inBrackets(figures(value));

export function formulasOf(
  optimizer: Optimizer,
  learningRate: number,
  step: WeightHistory,
): Formula[] {
  const eta = setting(learningRate);
  const { gradient, first, firstFrom, count } = step;
  const lines: Formula[] = [];
  const add = (name: string, formula: string, numbers: string, value: number) =>
    lines.push({ name, formula, numbers, value: figures(value) });
  if (optimizer === 'sgd') add('Δ', 'η·g', `${eta} · ${of(gradient)}`, step.step);
  else if (optimizer === 'momentum') {
    add('b', 'μ·b + g', `${setting(MOMENTUM)} · ${of(firstFrom)} + ${of(gradient)}`, first);
    add('Δ', 'η·b', `${eta} · ${of(first)}`, step.step);
  } else {
    const [beta1, beta2] = BETAS.map(setting);
    const [rest1, rest2] = BETAS.map((beta) => setting(Number((1 - beta).toFixed(6))));
    const { second, secondFrom, firstCorrected, secondCorrected, decay } = step;
    add(
      'm',
      'β₁·m + (1 − β₁)·g',
      `${beta1} · ${of(firstFrom)} + ${rest1} · ${of(gradient)}`,
      first,
    );
    add(
      'v',
      'β₂·v + (1 − β₂)·g²',
      `${beta2} · ${of(secondFrom)} + ${rest2} · ${of(gradient)}²`,
      second,
    );
    add('m̂', 'm / (1 − β₁ᵗ)', `${of(first)} / (1 − ${beta1}^${count})`, firstCorrected);
    add('v̂', 'v / (1 − β₂ᵗ)', `${of(second)} / (1 − ${beta2}^${count})`, secondCorrected);
    const move = `${eta} · ${of(firstCorrected)} / (√${of(secondCorrected)} + ${figures(EPSILON)})`;
    if (optimizer === 'adam') add('Δ', 'η·m̂ / (√v̂ + ε)', move, step.step);
    else {
      const share = `${eta} · ${setting(WEIGHT_DECAY)} · ${of(step.from)}`;
      add('d', 'η·λ·w', share, decay);
      add('Δ', 'd + η·m̂ / (√v̂ + ε)', `${of(decay)} + ${move}`, step.step);
    }
  }
  // All three stand elsewhere as well: none of them may take what rounding leaves.
  const least = decimalsOf(step.step);
  const digits = digitsToAddUp([step.from, -step.step], step.weight, least, least + MORE_DIGITS);
  const sign = step.step < 0 ? '+' : '\u2212';
  const by = i18n.number(Math.abs(step.step), digits);
  lines.push({
    name: 'w',
    formula: 'w − Δ',
    numbers: `${i18n.number(step.from, digits)} ${sign} ${by}`,
    value: i18n.number(step.weight, digits),
  });
  return lines;
}
