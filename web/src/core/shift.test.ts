import { describe, expect, it } from 'vitest';
import { shiftPixels, survival } from './shift';

describe('shift', () => {
  it('moves the picture and loses what leaves it', () => {
    const picture = Uint8Array.from([1, 2, 3, 4, 5, 6]);
    expect([...shiftPixels(picture, 3, 0, 1)]).toEqual([0, 1, 2, 0, 4, 5]);
    expect([...shiftPixels(picture, 3, -1, 0)]).toEqual([4, 5, 6, 0, 0, 0]);
  });
  it('counts only places that are not zero in both', () => {
    expect(survival([0, 1, 2, 0.05], [0.1, 1.05, 3, 0], 0.1)).toEqual({ active: 2, same: 1 });
  });
});
