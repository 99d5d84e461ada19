/** The last line of a step, w − Δ: its numbers stand elsewhere too, so they are rounded on their own, and add up. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { OPTIMIZERS, stepOfWeight } from '../../core/optimizers';
import { i18n } from '../../kit/i18n/i18n.svelte';
import { formulasOf } from './formulas';
import { decimalsOf } from './stepWords';

beforeEach(() => {
  i18n.language = 'en';
});

const numberOf = (text: string) => Number(text.replace('\u2212', '-').replaceAll(',', ''));
const small = fc.double({ min: -0.5, max: 0.5, noNaN: true });

describe.each(OPTIMIZERS)('a step by %s', (optimizer) => {
  it('ends in numbers that add up, with as many digits as that takes', () => {
    fc.assert(
      fc.property(small, small, fc.constantFrom(0.1, 0.01, 0.001), (from, gradient, rate) => {
        const step = stepOfWeight({ optimizer, learningRate: rate }, from, gradient, 0, 0, 1);
        const history = { ...step, from, firstFrom: 0, secondFrom: 0, count: 1, loss: 1, gradient };
        const { name, numbers, value } = formulasOf(optimizer, rate, history).at(-1)!;
        expect(name).toBe('w');
        const [first, sign, by] = numbers.split(' ');
        const digits = first.split('.')[1].length;
        expect(digits).toBeGreaterThanOrEqual(decimalsOf(step.step));
        expect([first, value]).toEqual([from, step.weight].map((w) => i18n.number(w, digits)));
        expect(by).toBe(i18n.number(Math.abs(step.step), digits));
        const added = numberOf(first) + (sign === '+' ? 1 : -1) * numberOf(by);
        expect(Math.abs(added - numberOf(value))).toBeLessThan(0.1 * 10 ** -digits);
      }),
      { seed: 17 },
    );
  });
});
