import { describe, expect, it } from 'vitest';
import { shareGap } from './shareGap';

describe('the difference of two shares', () => {
  it('is large where chance would seldom make it', () => {
    // Standard error of each at 0.98 in 10,000: 0.0014, of the difference 0.00198; times 1.96: 0.0039.
    expect(shareGap(0.98, 0.9762, 10_000).isLarge).toBe(false);
    expect(shareGap(0.98, 0.9758, 10_000).isLarge).toBe(true);
    expect(shareGap(0.98, 0.9758, 10_000).difference).toBeCloseTo(-0.0042);
  });

  it('takes as much the other way, and less with more images', () => {
    expect(shareGap(0.9758, 0.98, 10_000).isLarge).toBe(true);
    expect(shareGap(0.98, 0.9762, 40_000).isLarge).toBe(true);
  });

  it('of equal shares is none, where all are right too', () =>
    expect(shareGap(1, 1, 10)).toEqual({ difference: 0, isLarge: false }));
});
