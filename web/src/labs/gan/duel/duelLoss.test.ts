import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rounded } from '../../../core/roundToSum';
import { shownBatch, softplus, UNDECIDED } from './duelLoss';

describe('softplus', () => {
  it('is log(1 + e^x)', () => {
    for (const x of [-8, -1.5, -0.2, 0, 0.2, 1.5, 8])
      expect(softplus(x)).toBeCloseTo(Math.log(1 + Math.exp(x)), 12);
    expect(softplus(0)).toBeCloseTo(UNDECIDED, 15);
  });

  it('neither overflows nor loses what is small', () => {
    expect(softplus(1000)).toBe(1000);
    expect(softplus(-40)).toBeCloseTo(Math.exp(-40), 25);
    expect(softplus(-1000)).toBe(0);
  });

  it('differs by x between the two networks: what one gains the other loses', () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), (d) => {
        expect(softplus(d) - softplus(-d)).toBeCloseTo(d, 9);
      }),
    );
  });
});

const DIGITS = 3;
const score = fc.double({ min: -20, max: 20, noNaN: true });
const inUnits = (value: number) => Math.round(value * 10 ** DIGITS);

describe('a batch as it is shown', () => {
  it('adds up in every pair, and from the pairs to both means', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ real: score, fake: score }), { minLength: 1, maxLength: 8 }),
        fc.nat(60),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (pairs, others, otherLoss) => {
          const count = pairs.length + others;
          const mean = (sign: number) =>
            (pairs.reduce((sum, { real, fake }) => sum + softplus(sign * (real - fake)), 0) +
              others * otherLoss) /
            count;
          const means = { generator: mean(1), discriminator: mean(-1) };
          const batch = shownBatch(pairs, count, means, DIGITS);
          for (const [i, shown] of batch.pairs.entries()) {
            expect(inUnits(shown.real) - inUnits(shown.fake)).toBe(inUnits(shown.ahead));
            expect(shown.real).toBe(rounded(pairs[i].real, DIGITS));
            expect(shown.fake).toBe(rounded(pairs[i].fake, DIGITS));
            expect(batch.generator.listed[i]).toBe(shown.generatorLoss);
            expect(batch.discriminator.listed[i]).toBe(shown.discriminatorLoss);
          }
          for (const side of ['generator', 'discriminator'] as const) {
            const { listed, others: rest, sum, mean: shown } = batch[side];
            const units = listed.reduce((all, part) => all + inUnits(part), inUnits(rest.sum));
            expect(units).toBe(inUnits(sum));
            expect(rounded(sum / count, DIGITS)).toBe(shown);
            expect(shown).toBe(rounded(means[side], DIGITS));
            expect(Math.abs(sum - means[side] * count)).toBeLessThan(1.1 * 10 ** -DIGITS);
          }
        },
      ),
    );
  });

  it('has nothing else where every pair is known', () => {
    const pairs = [{ real: 1, fake: -1 }];
    const means = { generator: softplus(2), discriminator: softplus(-2) };
    const { generator } = shownBatch(pairs, 1, means, DIGITS);
    expect(generator).toEqual({
      listed: [2.127],
      others: { count: 0, sum: 0 },
      sum: 2.127,
      count: 1,
      mean: 2.127,
    });
  });
});
