/** One number, one text; and what is listed adds up. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addsUp, digitsToAddUp, restOf, rounded, roundToSum } from './roundToSum';

const DIGITS = 3;
const UNIT = 10 ** -DIGITS;
const finite = fc.double({ min: -50, max: 50, noNaN: true });
const several = fc.array(finite, { minLength: 1, maxLength: 40 });
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe('rounding on its own', () => {
  it('goes to the nearest, halves away from zero, and knows no negative zero', () => {
    expect([0.0625, -0.0625, -0.0004, 1.0006].map((value) => rounded(value, DIGITS))).toEqual([
      0.063, -0.063, 0, 1.001,
    ]);
    expect(Object.is(rounded(-0.0004, DIGITS), 0)).toBe(true);
  });
});

describe('what is left of a total', () => {
  it('closes the sum without touching what is listed', () => {
    fc.assert(
      fc.property(several, finite, (listed, total) => {
        const rest = restOf(total, listed, DIGITS);
        expect(addsUp([...listed, rest], total, DIGITS)).toBe(true);
        const most = (listed.length + 1) / 2;
        expect(Math.abs(rest - (total - sumOf(listed)))).toBeLessThan(most * UNIT + 1e-9);
      }),
    );
  });

  it('takes the digit that the bias would have been given', () => {
    // 0.6184 + 0.0184 = 0.6368: on their own 0.618, 0.018 and 0.637.
    expect(restOf(0.6368, [0.0184], DIGITS)).toBe(0.619);
  });
});

describe('rounding the parts of a sum', () => {
  it('adds up to the rounded total, each part at one of its two neighbours', () => {
    fc.assert(
      fc.property(several, (parts) => {
        const total = sumOf(parts);
        const shown = roundToSum(parts, total, DIGITS);
        expect(addsUp(shown, total, DIGITS)).toBe(true);
        shown.forEach((value, i) => expect(Math.abs(value - parts[i])).toBeLessThan(UNIT + 1e-9));
      }),
    );
  });

  it('moves no more of them than it takes, none that are fixed, or nothing at all', () => {
    fc.assert(
      fc.property(several, fc.nat(40), (parts, fixed) => {
        const total = sumOf(parts);
        const alone = parts.map((part) => rounded(part, DIGITS));
        const shown = roundToSum(parts, total, DIGITS, (i) => i < fixed);
        expect(shown.slice(0, fixed)).toEqual(alone.slice(0, fixed));
        if (!addsUp(shown, total, DIGITS)) expect(shown).toEqual(alone);
        const moved = shown.filter((value, i) => value !== alone[i]).length;
        const left = Math.round(Math.abs(rounded(total, DIGITS) - sumOf(alone)) / UNIT);
        expect(moved === left || moved === 0).toBe(true);
      }),
    );
  });

  it('keeps what has no digits beyond the last', () => {
    expect(roundToSum([0.25, -0.125, 0], 0.125, DIGITS)).toEqual([0.25, -0.125, 0]);
    expect(roundToSum([0.0004, 0, 0.0003, 0.0003], 0.001, DIGITS)).toEqual([0.001, 0, 0, 0]);
  });

  it('leaves alone what does not come to the total', () => {
    expect(roundToSum([0, 0], 0.005, DIGITS)).toEqual([0, 0]);
    expect(addsUp([0, 0], 0.005, DIGITS)).toBe(false);
  });
});

describe('digits to add up', () => {
  it('are as few as it takes', () => {
    const parts = [0.6184, 0.0184];
    expect(digitsToAddUp(parts, 0.6368, 3, 6)).toBe(4);
    expect(digitsToAddUp([0.5, 0.25], 0.75, 3, 6)).toBe(3);
  });

  it('stay where no number of them is enough', () => {
    expect(digitsToAddUp([1, 1], 3, 3, 6)).toBe(3);
  });
});
