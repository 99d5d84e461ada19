/** A number is explained once, and again as soon as what it was made from has changed. */
import { expect, it } from 'vitest';
import { explain } from '../core/explain';
import { TestNetwork } from '../inference/testNetworks';
import { NetworkData, type Source } from './networkData';

it('explains a number once for all who ask, until picture, results or weights are others', async () => {
  const network = await TestNetwork.load('tests/parity/small_network', 1);
  const { manifest, weights } = network;
  const relu = manifest.layers.findLast(({ op, shape }) => op === 'relu' && shape.length === 3)!;
  const picture = network.tensor(0, manifest.input.name).data;
  const live: { -readonly [Name in keyof Source]: Source[Name] } = {
    manifest,
    weights,
    pixels: Uint8Array.from(picture, (value) => Math.round(255 * value)),
    tensors: Object.fromEntries(
      manifest.layers.map(({ name }) => [name, network.tensor(0, name).data]),
    ),
  };
  const data = new NetworkData(live);
  const at = { channel: 1, row: 1, column: 1 };
  const first = data.explain(relu.name, at);
  expect(first).toEqual(explain(data, relu.name, at));
  expect(data.explain(relu.name, { ...at })).toBe(first);
  expect(data.explain(relu.name, { ...at, row: 0 })?.at.row).toBe(0);

  const again = data.explain(relu.name, at);
  live.tensors = { ...live.tensors };
  expect(data.explain(relu.name, at)).not.toBe(again);

  const before = data.explain(relu.name, at)!;
  const { data: kernel, shape } = weights.get(before.layer.weight!)!;
  live.weights = new Map(weights).set(before.layer.weight!, {
    data: kernel.map((weight) => 2 * weight),
    shape,
  });
  expect(data.explain(relu.name, at)!.terms[0].weight).toBe(2 * before.terms[0].weight);
});
