import { describe, expect, it } from 'vitest';
import { lastPower, logShare } from './logAxis';

describe('a logarithmic axis', () => {
  it.each([
    ['0', 1],
    ['1', 1],
    ['9', 1],
    ['10', 1],
    ['11, 3', 2],
    ['999, 1000', 3],
    ['105595873158758400', 18],
  ])('of %s ends at the power %i', (values, power) =>
    expect(lastPower(values.split(', ').map(BigInt))).toBe(power),
  );

  it('puts equal factors at equal distances', () => {
    expect(logShare(1n, 6)).toBe(0);
    expect(logShare(1000n, 6)).toBeCloseTo(0.5, 12);
    expect(logShare(10n ** 6n, 6)).toBe(1);
    expect(logShare(10n ** 40n, 6)).toBe(1);
  });
});
