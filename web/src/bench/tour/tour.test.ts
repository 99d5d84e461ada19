/** The tour finds its twelve steps in the numbers of any network. */
import { describe, expect, it } from 'vitest';
import { NETWORKS, TestNetwork } from '../../inference/testNetworks';
import { Lens } from '../lens/lens.svelte';
import { NetworkData } from '../networkData';
import { Tour } from './tour.svelte';
import { TOUR, tourSteps } from './tourSteps';

async function dataOf(folder: (typeof NETWORKS)[number]): Promise<NetworkData> {
  const network = await TestNetwork.load(folder, 1);
  const { manifest, weights } = network;
  const results = manifest.layers.map(({ name }) => [name, network.tensor(0, name).data] as const);
  const picture = network.tensor(0, manifest.input.name).data;
  return new NetworkData({
    manifest,
    weights,
    pixels: Uint8Array.from(picture, (value) => Math.round(255 * value)),
    tensors: Object.fromEntries(results),
  });
}

describe('the tour', () => {
  it("has twelve steps on the deck's network, each on the largest value of its layer", async () => {
    const data = await dataOf('artifacts');
    const steps = tourSteps(data);
    expect(steps.map(({ name }) => name)).toEqual(TOUR);
    for (const step of steps) {
      if (step.lens?.kind !== 'unit' || step.name === 'percent') continue;
      const { layer, channel, row, column } = step.lens.unit;
      const { data: values, shape } = data.tensor(layer)!;
      const index = shape.length === 1 ? channel : (channel * shape[1] + row) * shape[2] + column;
      expect(values[index]).toBe(values.reduce((a, b) => Math.max(a, b)));
    }
  });

  it('follows the pooled value into the vector', async () => {
    const data = await dataOf('artifacts');
    const [pool, flatten] = ['pool', 'flatten'].map((name) => {
      const { lens } = tourSteps(data).find((step) => step.name === name)!;
      return lens!.kind === 'unit' ? lens!.unit : null;
    });
    expect(flatten!.channel).toBe((pool!.channel * 12 + pool!.row) * 12 + pool!.column);
  });

  it('leaves out what another network does not have', async () => {
    const names = tourSteps(await dataOf('tests/parity/small_network')).map(({ name }) => name);
    expect(names).toEqual(TOUR.filter((name) => name !== 'dense'));
  });

  it('is as long without a drawing, with nothing to open on numbers', async () => {
    const network = await TestNetwork.load('artifacts', 1);
    const { manifest, weights } = network;
    const steps = tourSteps(new NetworkData({ manifest, weights, pixels: null, tensors: null }));
    expect(steps.map(({ name }) => name)).toEqual(TOUR);
    expect(steps.filter(({ lens }) => lens?.kind === 'unit')).toEqual([]);
  });

  it('opens what a step is about, and stays inside the list', async () => {
    const steps = tourSteps(await dataOf('artifacts'));
    const [tour, lens] = [new Tour(), new Lens()];
    tour.show(4, steps, lens);
    expect(lens.text).toBe('conv1_relu');
    tour.show(-1, steps, lens);
    expect(tour.step).toBe(0);
    expect(lens.isOpen).toBe(false);
    tour.show(99, steps, lens);
    expect(tour.step).toBe(11);
  });

  it.each(['0', '13', '2.5', 'x', '', null])('step %s of an address is no step', (text) => {
    const tour = new Tour();
    tour.go(text);
    expect(tour.isOpen).toBe(false);
  });
});
