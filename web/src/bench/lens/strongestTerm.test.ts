/** The way down to the pixels, on both networks. */
import { beforeAll, describe, expect, it } from 'vitest';
import { NETWORKS, TestNetwork } from '../../inference/testNetworks';
import { explain } from '../../core/explain';
import { strongest } from './strongestTerm';

describe.each(NETWORKS)('the strongest term, followed, in %s', (folder) => {
  let network: TestNetwork;
  beforeAll(async () => {
    network = await TestNetwork.load(folder, 3);
  });

  it('leads from the winning logit down to a pixel with ink', () => {
    const numbers = network.numbers(0);
    const logits = network.tensor(0, network.manifest.output);
    let name = network.manifest.output;
    let at = { channel: logits.data.indexOf(Math.max(...logits.data)), row: 0, column: 0 };
    let steps = 0;
    for (let found = explain(numbers, name, at); found; found = explain(numbers, name, at)) {
      const input = found.layer.input;
      const term = strongest(found, numbers.tensor(input)!.shape)!;
      expect(term.amount * found.before).toBeGreaterThan(0);
      [name, at] = [input, term.from];
      steps++;
    }
    expect(name).toBe(network.manifest.input.name);
    // Through a ReLU in one step: as many steps as layers that compute, at least.
    expect(steps).toBeGreaterThanOrEqual(
      network.manifest.layers.filter(({ op }) => op !== 'relu').length,
    );
    const picture = network.tensor(0, name);
    expect(picture.data[at.row * picture.shape[2] + at.column]).toBeGreaterThan(0);
  });
});

describe('the strongest term', () => {
  const term = (amount: number, row = 0) => ({
    from: { channel: 0, row, column: 0 },
    input: amount,
    weight: 1,
    amount,
  });
  it('goes the way the sum went, never into the padding', () => {
    const terms = [term(2), term(-5), term(9, -1)];
    expect(strongest({ terms, before: 6 }, [1, 3, 3])!.amount).toBe(2);
    expect(strongest({ terms, before: -3 }, [1, 3, 3])!.amount).toBe(-5);
  });
  it('is none where all is zero', () => {
    expect(strongest({ terms: [term(0)], before: 0.1 }, [1, 3, 3])).toBeNull();
  });
});
