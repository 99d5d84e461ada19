import { describe, expect, it } from 'vitest';
import { decodeNoise, encodeNoise, NO_FAULT, vectorOf, type NoiseState } from './noiseText';

const OTHERWISE: NoiseState = { start: { digit: 3, noise: 1 }, end: null, share: 0 };

describe('noise in the address', () => {
  it.each(['7-s42', '0-0.5x-1.25x3', '7-s42*2-s5*50', '7-s42*2-0.1x0.2*100'])(
    '%s there and back',
    (text) => expect(encodeNoise(decodeNoise(text, OTHERWISE))).toBe(text),
  );

  it('what can’t be read is as it was otherwise', () => {
    for (const text of [null, '', 'x', '12-s4', '7-s1234567890'.slice(0, 1)])
      expect(decodeNoise(text, OTHERWISE).start).toEqual(OTHERWISE.start);
    expect(decodeNoise('4-s2*nonsense*30', OTHERWISE)).toEqual({
      start: { digit: 4, noise: 2 },
      end: null,
      share: 0,
    });
    expect(decodeNoise('4-s2*5-s3*900', OTHERWISE).share).toBe(1);
    expect(decodeNoise('4-s2*5-s3*-9', OTHERWISE).share).toBe(0);
  });
});

describe('the numbers', () => {
  it('are rounded to what is shown, and seeds are as they were drawn', () => {
    const { vector, fault } = vectorOf({ digit: 1, noise: 9 }, 64);
    expect(vector).toHaveLength(64);
    for (const value of vector) expect(Math.fround(Number(value.toFixed(2)))).toBe(value);
    expect(fault).toEqual(NO_FAULT);
  });

  it('beyond the limits they are set to the nearest, and counted', () => {
    const asked = decodeNoise('1-9x-4.5x4x1e9', OTHERWISE).start;
    const { vector, fault } = vectorOf(asked, 4);
    expect([...vector]).toEqual([4, -4, 4, 4]);
    expect(fault).toEqual({ clamped: 3, unreadable: 0 });
  });

  it('where there is none they are 0, and counted: NaN, infinity, words, nothing, too few', () => {
    const asked = decodeNoise('1-NaNxInfinityxhixx2', OTHERWISE).start;
    const { vector, fault } = vectorOf(asked, 7);
    expect([...vector]).toEqual([0, 0, 0, 0, 2, 0, 0]);
    expect(fault).toEqual({ clamped: 0, unreadable: 6 });
  });
});
