/** What the lens says of a number, against the exported network, and that what it shows adds up. */
import { beforeAll, describe, expect, it } from 'vitest';
import { NETWORKS, TestNetwork } from '../inference/testNetworks';
import { byChannel, explain, sumOf } from './explain';
import { addsUp, restOf, roundToSum } from './roundToSum';
import { positionOf, sizeOf } from './tensor';

const ELEMENTS = 300;
const DIGITS = 3;
const TOLERANCE = 1e-4;

const IMAGES = 20;

describe.each(NETWORKS)('the network in %s', (folder) => {
  let network: TestNetwork;
  beforeAll(async () => {
    network = await TestNetwork.load(folder, IMAGES);
  });

  it(`${ELEMENTS} random elements end at the network's own number, and what is shown adds up`, () => {
    const { manifest } = network;
    let seed = 20_261;
    // A linear congruential generator: the same elements every time (Numerical Recipes, 7.1).
    const random = (below: number) => {
      seed = (1_664_525 * seed + 1_013_904_223) % 2 ** 32;
      return Math.floor((seed / 2 ** 32) * below);
    };
    for (let i = 0; i < ELEMENTS; i++) {
      const numbers = network.numbers(random(IMAGES));
      const layer = manifest.layers[random(manifest.layers.length)];
      const at = positionOf(layer.shape, random(sizeOf(layer.shape)));
      const found = explain(numbers, layer.name, at)!;
      const own = sumOf(found.terms) + (found.bias ?? 0);
      expect(Math.abs(own - found.before)).toBeLessThan(TOLERANCE);
      expect(found.value).toBe(found.hasRelu ? Math.max(0, found.before) : found.before);

      const parts = byChannel(found.terms).map(sumOf);
      const total = restOf(found.before, [found.bias ?? 0], DIGITS);
      const shown = roundToSum(parts, total, DIGITS);
      expect(addsUp(shown, total, DIGITS)).toBe(true);
      // One expectation for all: a dense layer has thousands of parts.
      const furthest = parts.reduce(
        (most, part, k) => Math.max(most, Math.abs(shown[k] - part)),
        0,
      );
      expect(furthest).toBeLessThan(10 ** -DIGITS);
      const group = byChannel(found.terms)[0].map(({ amount }) => amount);
      expect(addsUp(roundToSum(group, shown[0], DIGITS), shown[0], DIGITS)).toBe(true);
    }
  }, 60_000);
});
