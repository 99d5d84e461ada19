/** Sums too long to list, on both networks: what is listed, the others and the bias add up to the last digit. */
import { beforeAll, describe, expect, it } from 'vitest';
import { NETWORKS, TestNetwork } from '../inference/testNetworks';
import { explain } from './explain';
import { rounded } from './roundToSum';
import { amountShown, isReadOff, shownTerms } from './shownTerms';

const thousandths = (value: number) => Math.round(1000 * value);

describe.each(NETWORKS)('a sum too long to list, in %s', (folder) => {
  let network: TestNetwork;
  beforeAll(async () => {
    network = await TestNetwork.load(folder, 3);
  });

  it('adds up at the digits shown, largest first on both sides', () => {
    for (const layer of network.manifest.layers.filter(({ op }) => op === 'linear')) {
      for (let image = 0; image < 3; image++) {
        for (let channel = 0; channel < Math.min(10, layer.shape[0]); channel++) {
          const at = { channel, row: 0, column: 0 };
          const { terms, bias, before } = explain(network.numbers(image), layer.name, at)!;
          const shownSum = shownTerms(terms, bias, before, 6, 3);
          const { pro, contra, listed, others, bias: shownBias } = shownSum;
          const all = [...pro, ...contra];
          const sum = all.reduce((total, { shown }) => total + thousandths(shown), 0);
          expect(sum + thousandths(others.shown) + thousandths(shownBias)).toBe(
            thousandths(before),
          );
          expect(others.count + all.length).toBe(terms.length);
          expect(listed).toEqual({
            count: all.length,
            shown: thousandths(sum / 1000) / 1000 + 0,
            addsUp: true,
          });
          expect(shownBias).toBe(rounded(bias!, 3));
          // Where others can take it, no product is rounded otherwise than beside the list.
          const hasOthers = terms.filter(({ amount }) => amount !== 0).length > all.length;
          if (hasOthers)
            for (const { term, shown } of all) expect(shown).toBe(rounded(term.amount, 3));
          for (const { index, term, shown } of all)
            expect(amountShown(shownSum, index, term)).toBe(shown);
          const amounts = terms.map(({ amount }) => amount).sort((a, b) => b - a);
          expect(pro.map(({ term }) => term.amount)).toEqual(
            amounts.slice(0, 6).filter((amount) => amount > 0),
          );
          expect(contra.map(({ term }) => term.amount)).toEqual(
            amounts
              .reverse()
              .slice(0, 6)
              .filter((amount) => amount < 0),
          );
          const rest = terms.reduce((total, { amount }) => total + amount, 0) + bias! - before;
          expect(Math.abs(rest)).toBeLessThan(1e-4);
        }
      }
    }
  });
});

const term = (input: number, weight: number, channel = 0) => ({
  from: { channel, row: 0, column: 0 },
  input,
  weight,
  amount: input * weight,
});

describe('a short sum', () => {
  it('is rounded in its products where nothing else is left', () => {
    // On their own 0.012 each, and 0.037 in all; the others are zeros, which sum to zero.
    const terms = [term(0.5, 0.0248), term(0.5, 0.0246), term(0.5, 0.0244), term(0, 2)];
    const { pro, listed, others } = shownTerms(terms, null, 0.0369, 6, 3);
    expect(pro.map(({ shown }) => shown)).toEqual([0.013, 0.012, 0.012]);
    expect(listed).toEqual({ count: 3, shown: 0.037, addsUp: true });
    expect(others).toEqual({ count: 1, shown: 0 });
  });

  it('says so where its products are read off their factors and do not add up', () => {
    const terms = [term(1, 0.0123), term(1, 0.0123), term(-1, -0.0123)];
    const { pro, listed } = shownTerms(terms, null, 0.0369, 6, 3);
    expect(pro.map(({ shown }) => shown)).toEqual([0.012, 0.012, 0.012]);
    expect(listed).toEqual({ count: 3, shown: 0.037, addsUp: false });
  });

  it('a product is read off where a factor is shown as 0 or 1', () => {
    const factors = [
      [1, 0.3],
      [0.3, -0.9996],
      [0.0004, 5],
      [0.5, 0.3],
    ];
    expect(factors.map(([input, weight]) => isReadOff({ input, weight }, 3))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
