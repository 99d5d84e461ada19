/** What the lenses of pooling, dense layers, percentages and pixels show, against the networks, adding up to the last digit. */
import { beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../../artifacts/manifest.json';
import { NETWORKS, TestNetwork } from '../inference/testNetworks';
import { explain, type Numbers } from './explain';
import { ALL_STEPS, normalizeInk } from './normalize';
import { onPad, windowOnInk } from './onDrawing';
import { strongest } from './path';
import { pixelOrigin } from './pixel';
import { shiftPixels, survival } from './shift';
import { shownTerms } from './shownTerms';
import { softmax } from './softmax';
import { softmaxSteps } from './softmaxSteps';
import type { Plane } from './tensor';

const units = (value: number, digits = 3) => Math.round(value * 10 ** digits);

describe.each(NETWORKS)('a sum too long to list, in %s', (folder) => {
  let network: TestNetwork;
  const run = (image: number): Numbers => ({
    layers: network.manifest.layers,
    layer: (name) => network.manifest.layers.find((layer) => layer.name === name),
    tensor: (name) => network.tensor(image, name),
    weight: (name) => network.weights.get(name)!,
  });
  beforeAll(async () => {
    network = await TestNetwork.load(folder, 3);
  });

  it('adds up at the digits shown, largest first on both sides', () => {
    for (const layer of network.manifest.layers.filter(({ op }) => op === 'linear')) {
      for (let image = 0; image < 3; image++) {
        for (let channel = 0; channel < Math.min(10, layer.shape[0]); channel++) {
          const at = { channel, row: 0, column: 0 };
          const { terms, bias, before } = explain(run(image), layer.name, at)!;
          const { pro, contra, others, bias: shownBias } = shownTerms(terms, bias, before, 6, 3);
          const all = [...pro, ...contra];
          const sum = all.reduce((total, { shown }) => total + units(shown), 0);
          expect(sum + units(others.shown) + units(shownBias)).toBe(units(before));
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

  it('leads from the winning logit down to a pixel with ink', () => {
    const numbers = run(0);
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

describe('softmax, step by step', () => {
  const logits = [1.5, -2.25, 7.125, 0.3, 6.9, -4, 2, 2, 0, 1];
  it.each([0.1, 1, 1.1596, 10])('at T = %s adds up as shown and is the softmax', (temperature) => {
    const { steps, sum } = softmaxSteps(logits, temperature, 3, 3);
    expect(steps.reduce((total, { share }) => total + units(share), 0)).toBe(1000);
    expect(steps.reduce((total, { exponential }) => total + units(exponential), 0)).toBe(
      units(sum),
    );
    softmax(logits, temperature).forEach((share, i) => {
      expect(Math.abs(steps[i].share - share)).toBeLessThan(0.001);
      expect(Math.abs(Math.exp(steps[i].scaled) / sum - share)).toBeLessThan(1e-12);
    });
  });
});

describe('a pixel of the network', () => {
  /** A slanted bar of uneven ink, off centre. */
  const ink: Plane = { data: new Float64Array(280 * 280), width: 280, height: 280 };
  for (let row = 40; row < 213; row++)
    for (let column = 90; column < 121; column++)
      ink.data[row * 280 + column + (row >> 2)] = 0.35 + ((row * 7 + column * 3) % 60) / 100;
  const normalized = normalizeInk(ink, ALL_STEPS, manifest.preprocessing)!;

  it('is its weights × ink, rounded to a grey level, for all 784', () => {
    let [inside, grey] = [0, 0];
    for (let row = 0; row < 28; row++) {
      for (let column = 0; column < 28; column++) {
        const origin = pixelOrigin(normalized, row, column);
        const pixel = normalized.pixels[row * 28 + column];
        if (!origin) {
          expect(pixel).toBe(0);
          continue;
        }
        inside++;
        if (pixel > 0 && pixel < 255) grey++;
        const sum = origin.terms.reduce((total, { amount }) => total + amount, 0);
        expect(Math.abs(sum - origin.sum)).toBeLessThan(1e-9);
        expect(origin.terms.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(1, 9);
        expect(origin.grey).toBe(pixel);
        expect(Math.floor(origin.sum * 255 + 0.5)).toBe(pixel);
      }
    }
    expect(inside).toBe(normalized.box.width * normalized.box.height);
    expect(grey).toBeGreaterThan(20);
  });

  it('lies on the drawing where its ink is', () => {
    const { crop, box, offset } = normalized;
    // Drawn near the top, the first rows of the network's picture lie above the pad.
    const top = { ...normalized, crop: { ...crop, y: 0 } };
    const first = { top: 0, bottom: 0, left: offset.x, right: offset.x };
    expect(windowOnInk(top, first)).toBeNull();
    const exact = {
      top: offset.y,
      bottom: offset.y + box.height - 1,
      left: offset.x,
      right: offset.x + box.width - 1,
    };
    const found = windowOnInk(normalized, exact)!;
    expect(found.x).toBeCloseTo(crop.x, 9);
    expect(found.y).toBeCloseTo(crop.y, 9);
    expect(found.width).toBeCloseTo(crop.width, 9);
    expect(found.height).toBeCloseTo(crop.height, 9);
  });

  it('a wide picture stands in the middle of the pad', () => {
    const place = onPad({ x: 0, y: 0, width: 50, height: 50 }, { width: 100, height: 50 });
    expect(place).toEqual({ x: 0, y: 0.25, width: 0.5, height: 0.5 });
  });
});
