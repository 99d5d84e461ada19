/** What the lens says of a number, against the exported network, and that what it shows adds up. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { NETWORKS, TestNetwork } from '../inference/testNetworks';
import { byChannel, explain, sumOf } from './explain';
import { roundToSum } from './roundToSum';
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
      const shown = roundToSum([...parts, found.bias ?? 0], found.before, DIGITS);
      expect(units(shown.reduce((a, b) => a + b, 0))).toBe(units(found.before));
      // One expectation for all: a dense layer has thousands of parts.
      const furthest = parts.reduce(
        (most, part, k) => Math.max(most, Math.abs(shown[k] - part)),
        0,
      );
      expect(furthest).toBeLessThan(10 ** -DIGITS);
      const group = byChannel(found.terms)[0].map(({ amount }) => amount);
      const shownGroup = roundToSum(group, shown[0], DIGITS);
      expect(units(shownGroup.reduce((a, b) => a + b, 0))).toBe(units(shown[0]));
    }
  }, 60_000);
});

/** In units of the last digit; without the sign of a negative zero. */
const units = (value: number) => Math.round(value * 10 ** DIGITS) + 0;

describe('rounding the parts of a sum', () => {
  const finite = fc.double({ min: -50, max: 50, noNaN: true });

  it('adds up to the rounded total, each part at one of its two neighbours', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 40 }), (parts) => {
        const total = parts.reduce((a, b) => a + b, 0);
        const shown = roundToSum(parts, total, DIGITS);
        expect(units(shown.reduce((a, b) => a + b, 0))).toBe(units(total));
        shown.forEach((value, i) =>
          expect(Math.abs(value - parts[i])).toBeLessThanOrEqual(10 ** -DIGITS + 1e-9),
        );
      }),
    );
  });

  it('keeps what has no digits beyond the last', () => {
    expect(roundToSum([0.25, -0.125, 0], 0.125, 3)).toEqual([0.25, -0.125, 0]);
  });

  it('spreads a difference that the parts do not explain', () => {
    expect(roundToSum([0, 0], 0.005, 3)).toEqual([0.003, 0.002]);
    expect(roundToSum([0.1, 0.1], 0.197, 3)).toEqual([0.099, 0.098]);
  });
});
