import { describe, expect, it } from 'vitest';
import { realnessOf, realnessSteps, sigmoid } from './realness';

const calibration = { scale: 2, offsets: [0, -3.0004, 1] };

describe('scores as percentages', () => {
  it('half is where scale · score and offset cancel out', () => {
    expect(realnessOf([0, 1.5002, -0.5], calibration)).toEqual([0.5, 0.5, 0.5]);
  });

  it('each label has its own offset, and together they make no whole', () => {
    const [first, second, third] = realnessOf([1, 1, 1], calibration);
    expect(first).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
    expect(second).toBeCloseTo(1 / (1 + Math.exp(1.0004)), 12);
    expect(third).toBeCloseTo(1 / (1 + Math.exp(-3)), 12);
    expect(first + second + third).toBeGreaterThan(1.5);
  });

  it('far scores are sure, never more than that', () => {
    expect(sigmoid(1000)).toBe(1);
    expect(sigmoid(-1000)).toBe(0);
  });
});

describe('the arithmetic as shown', () => {
  it('product and offset add up to the sum, to the last digit shown', () => {
    const scores = [0.12345, 1.50049, -0.33351];
    for (const [label, step] of realnessSteps(scores, calibration, 3).entries()) {
      const { product, offset, sum, exponential, share } = step;
      expect((product + offset).toFixed(3)).toBe(sum.toFixed(3));
      expect(Math.abs(product - 2 * scores[label])).toBeLessThan(1e-3);
      expect(offset).toBe([0, -3, 1][label]);
      expect(share).toBeCloseTo(1 / (1 + exponential), 12);
      expect(share).toBe(realnessOf(scores, calibration)[label]);
    }
  });
});
