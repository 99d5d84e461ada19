import { describe, expect, it } from 'vitest';
import { wilson } from './wilson';

describe("Wilson's interval", () => {
  it.each([
    // As scipy.stats.binomtest(right, count).proportion_ci(method='wilson') has them.
    [8, 10, 0.4901625, 0.9433178],
    [1, 3, 0.0614919, 0.7923404],
    [9954, 10000, 0.9938702, 0.9965493],
  ])('of %i in %i', (right, count, low, high) => {
    const interval = wilson(right, count);
    expect(interval[0]).toBeCloseTo(low, 5);
    expect(interval[1]).toBeCloseTo(high, 5);
  });

  it('stays inside 0–1 and open where all or none were right', () => {
    expect(wilson(1, 1)[1]).toBe(1);
    expect(wilson(1, 1)[0]).toBeCloseTo(0.2065, 3);
    expect(wilson(0, 5)[0]).toBeCloseTo(0, 12);
    expect(wilson(0, 5)[1]).toBeCloseTo(0.4345, 3);
  });
});
