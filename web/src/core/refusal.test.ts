import { describe, expect, it } from 'vitest';
import { sumOf } from './explain';
import { byLogit, refusalScore, refusalTerms } from './refusal';
import { softmax } from './softmax';

const weights = [1, -0.5, 0, 0.25];

describe('whether it is a digit at all', () => {
  it('weighs places, not labels', () => {
    expect(byLogit([4, -4, 8, 0])).toEqual([2, 0, 3, 1]);
    expect(byLogit([1, 1, 1])).toEqual([0, 1, 2]);
    const terms = refusalTerms([4, -4, 8, 0], weights);
    expect(terms.map(({ from, amount }) => [from.channel, amount])).toEqual([
      [2, 8],
      [0, -2],
      [3, 0],
      [1, -1],
    ]);
    expect(sumOf(terms) - 1).toBe(4);
    const refusal = { score: 'sorted_logits', threshold: 0.5, weights, bias: -1 };
    for (const logits of [
      [4, -4, 8, 0],
      [8, 4, 0, -4],
    ]) {
      expect(refusalScore(logits, softmax(logits, 2), refusal)).toBeCloseTo(
        1 / (1 + Math.exp(-4)),
        12,
      );
    }
  });

  it('otherwise it is the largest percentage, or how large the logits are at all', () => {
    const logits = [1000, 0, 0, 0];
    expect(
      refusalScore(logits, softmax(logits, 2), { score: 'max_probability', threshold: 0 }),
    ).toBe(1);
    expect(refusalScore(logits, softmax(logits, 2), { score: 'energy', threshold: 0 })).toBe(1000);
    const equal = { score: 'energy', threshold: 0 };
    expect(refusalScore([-5, -5], [0.5, 0.5], equal)).toBeCloseTo(-5 + Math.log(2), 12);
  });
});
