/** Operated networks, run by the page's own engine: what is silenced is silent, and as trained is as trained. */
import { beforeAll, describe, expect, it } from 'vitest';
import { bytesOf, NETWORKS, TestNetwork, type NetworkFolder } from '../inference/testNetworks';
import { NetworkSession } from '../inference/session';
import { computingLayer, type LayerSpec } from './explain';
import {
  applyPatches,
  fits,
  patched,
  patchesBetween,
  type Operation,
  type Trained,
} from './weightSurgery';
import { sizeOf, type Tensor } from './tensor';

describe.each(NETWORKS)('surgery on %s', (folder: NetworkFolder) => {
  let network: TestNetwork;
  let trained: Trained;
  let first: LayerSpec;
  let session: NetworkSession;
  let own: Map<string, Tensor>;

  beforeAll(async () => {
    network = await TestNetwork.load(folder, 1);
    const { manifest, weights } = network;
    trained = { layers: manifest.layers, weights };
    first = manifest.layers[0];
    own = new Map(
      [...weights].map(([name, { data, shape }]) => [name, { data: data.slice(), shape }]),
    );
    const graph = new Uint8Array(bytesOf(`${folder}/${manifest.files.graph.path}`));
    session = await NetworkSession.create(manifest, graph, own);
  });

  const picture = () => network.tensor(0, network.manifest.input.name);

  it('a silenced channel of any layer is zero, and the others are as they were', async () => {
    for (const layer of trained.layers.filter(({ weight }) => weight)) {
      const channel = layer.shape[0] - 2;
      const operations: Operation[] = [{ kind: 'silence', layer: layer.name, channel }];
      session.patch(patchesBetween(trained, [], operations));
      const after = (await session.run(picture().data))[layer.name];
      session.patch(patchesBetween(trained, operations, []));
      const area = sizeOf(layer.shape.slice(1));
      const before = network.tensor(0, layer.name).data;
      after.forEach((value, i) => {
        const isSilent = Math.floor(i / area) === channel;
        if (value !== (isSilent ? 0 : before[i]))
          expect.fail(`${layer.name}[${i}] is ${value}, was ${before[i]}`);
      });
      expect(before.subarray(channel * area, (channel + 1) * area).some((x) => x !== 0)).toBe(true);
    }
  });

  it('as trained again gives the same percentages, to the bit', async () => {
    const operations: Operation[] = [
      { kind: 'silence', layer: first.name, channel: 1 },
      { kind: 'kernel', layer: first.name, channel: 2, from: 0, name: 'sobelX' },
      { kind: 'weight', layer: first.name, channel: 3, index: 4, value: -2 },
      { kind: 'bias', layer: first.name, channel: 3, value: 0.5 },
    ];
    const { output } = network.manifest;
    session.patch(patchesBetween(trained, [], operations));
    const operated = (await session.run(picture().data))[output];
    session.patch(patchesBetween(trained, operations, []));
    const again = (await session.run(picture().data))[output];
    expect(operated).not.toEqual(network.tensor(0, output).data);
    expect(again).toEqual(network.tensor(0, output).data);
  });

  it('the identity kernel hands the picture on, plus the bias', async () => {
    const operations: Operation[] = [
      { kind: 'kernel', layer: first.name, channel: 0, from: 0, name: 'identity' },
      { kind: 'bias', layer: first.name, channel: 0, value: 0.25 },
    ];
    session.patch(patchesBetween(trained, [], operations));
    const after = (await session.run(picture().data))[first.name];
    session.patch(patchesBetween(trained, operations, []));
    const { kernel_size: size = 1, stride = 1, padding = 0, shape } = first;
    const { data, shape: inputShape } = picture();
    for (const [row, column] of [
      [5, 5],
      [6, 7],
      [9, 4],
    ]) {
      const at = (place: number) => place * stride - padding + (size - 1) / 2;
      const pixel = data[at(row) * inputShape[2] + at(column)];
      expect(after[row * shape[2] + column]).toBeCloseTo(pixel + 0.25, 6);
    }
  });

  it('patches hold the operated channels alone, and the trained weights stay', () => {
    const operations: Operation[] = [
      { kind: 'silence', layer: first.name, channel: 1 },
      { kind: 'bias', layer: first.name, channel: 2, value: 3 },
    ];
    const more: Operation[] = [
      ...operations,
      { kind: 'bias', layer: first.name, channel: 2, value: 4 },
    ];
    const count = sizeOf(network.parameters(first).weight.shape.slice(1));
    const patches = patchesBetween(trained, operations, more);
    expect(patches.map(({ name, offset, values }) => [name, offset, values.length])).toEqual([
      [first.weight, 2 * count, count],
      [first.bias, 2, 1],
    ]);
    const kept = network.parameters(first).bias.data.slice();
    const weights = patched(trained.weights, patches);
    expect(weights.get(first.bias!)!.data[2]).toBe(4);
    expect(network.parameters(first).bias.data).toEqual(kept);
    expect(weights.get(network.manifest.weights.at(-1)!.name)).toBe(
      trained.weights.get(network.manifest.weights.at(-1)!.name),
    );
  });

  it('a silenced channel that is edited afterwards has the edit alone', () => {
    const operations: Operation[] = [
      { kind: 'weight', layer: first.name, channel: 1, index: 0, value: 7 },
      { kind: 'silence', layer: first.name, channel: 1 },
      { kind: 'weight', layer: first.name, channel: 1, index: 2, value: 5 },
    ];
    const [{ values }] = patchesBetween(trained, [], operations);
    expect([...values.slice(0, 4)]).toEqual([0, 0, 5, 0]);
  });

  it('fits only what the network has', () => {
    const layer = first.name;
    const relu = trained.layers.find(({ op }) => op === 'relu')!.name;
    const dense = trained.layers.findLast(({ op }) => op === 'linear')!.name;
    expect(computingLayer(network, relu)?.op).toBe('conv2d');
    const wrong: Operation[] = [
      { kind: 'silence', layer: 'nowhere', channel: 0 },
      { kind: 'silence', layer: relu, channel: 0 },
      { kind: 'silence', layer, channel: first.shape[0] },
      { kind: 'kernel', layer, channel: 0, from: 1, name: 'sobelX' },
      { kind: 'kernel', layer: dense, channel: 0, from: 0, name: 'sobelX' },
      { kind: 'weight', layer, channel: 0, index: first.kernel_size! ** 2, value: 1 },
      { kind: 'weight', layer, channel: 0, index: 0, value: Number.NaN },
      { kind: 'bias', layer, channel: 0, value: Infinity },
    ];
    expect(wrong.map((operation) => fits(trained, operation))).toEqual(wrong.map(() => false));
    expect(fits(trained, { kind: 'silence', layer: dense, channel: 9 })).toBe(true);
  });

  it('a patch that reaches outside is refused by name', () => {
    const patch = { name: first.bias!, offset: first.shape[0], values: new Float32Array(1) };
    expect(() => applyPatches(trained.weights, [patch])).toThrow(first.bias!);
  });
});
