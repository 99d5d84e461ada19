/** Sums too long to list, on both networks: what is listed, the others and the bias add up to the last digit. */
import { beforeAll, describe, expect, it } from 'vitest';
import { NETWORKS, TestNetwork } from '../inference/testNetworks';
import { explain } from './explain';
import { shownTerms } from './shownTerms';

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
          const { pro, contra, others, bias: shownBias } = shownTerms(terms, bias, before, 6, 3);
          const all = [...pro, ...contra];
          const sum = all.reduce((total, { shown }) => total + thousandths(shown), 0);
          expect(sum + thousandths(others.shown) + thousandths(shownBias)).toBe(
            thousandths(before),
          );
          expect(others.count + all.length).toBe(terms.length);
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
