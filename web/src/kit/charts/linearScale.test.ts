import { describe, expect, it } from 'vitest';
import { linearScale } from './linearScale';

describe('a linear scale', () => {
  it('puts both ends of the domain on those of the range, and what is between in proportion', () => {
    const y = linearScale([-2, 4], [200, 20]);
    expect([-2, 4, 1, 0].map(y)).toEqual([200, 20, 110, 140]);
  });

  it('goes on outside of the domain', () => {
    expect(linearScale([0, 1], [0, 10])(1.5)).toBe(15);
  });
});
