import { describe, expect, it } from 'vitest';
import { softmax } from '../../core/softmax';
import { softmaxSteps } from './softmaxSteps';

const thousandths = (value: number) => Math.round(1000 * value);

describe('softmax, step by step', () => {
  const logits = [1.5, -2.25, 7.125, 0.3, 6.9, -4, 2, 2, 0, 1];
  it.each([0.1, 1, 1.1596, 10])('at T = %s adds up as shown and is the softmax', (temperature) => {
    const { steps, sum } = softmaxSteps(logits, temperature, 3, 3);
    expect(steps.reduce((total, { share }) => total + thousandths(share), 0)).toBe(1000);
    expect(steps.reduce((total, { shown }) => total + thousandths(shown), 0)).toBe(
      thousandths(sum),
    );
    softmax(logits, temperature).forEach((share, i) => {
      expect(Math.abs(steps[i].share - share)).toBeLessThan(0.001);
      expect(Math.abs(Math.exp(steps[i].scaled) / sum - share)).toBeLessThan(1e-12);
    });
  });
});
