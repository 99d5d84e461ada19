/** Back-propagation against PyTorch's autograd, and against what a small push really does. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { gradients, type BackwardLayer, type Network } from './backward';
import { conv2dAt } from './conv2d';
import { linearAt } from './linear';
import { relu } from './relu';
import { positionOf, sizeOf, type Tensor } from './tensor';

const folder = fileURLToPath(new URL('../../../tests/parity/gradients/', import.meta.url));
const TOLERANCE = 1e-4;

interface Case {
  name: string;
  input: Network['input'];
  layers: (BackwardLayer & { bias?: string })[];
  weights: Record<string, { shape: number[]; data: string }>;
  unit: number;
  values: Record<string, string>;
  gradients: Record<string, string>;
}

const unpacked = (text: string) =>
  new Float32Array(new Uint8Array(Buffer.from(text, 'base64')).buffer);
const oneAt = (unit: number, length: number) =>
  Float64Array.from({ length }, (_, i) => (i === unit ? 1 : 0));

const cases = readdirSync(folder).map((file) => {
  const entry: Case = JSON.parse(readFileSync(folder + file, 'utf8'));
  const weights = new Map<string, Tensor>(
    Object.entries(entry.weights).map(([name, { shape, data }]) => [
      name,
      { shape, data: unpacked(data) },
    ]),
  );
  const values = Object.fromEntries(
    Object.entries(entry.values).map(([name, text]) => [name, unpacked(text)]),
  );
  const network: Network = { layers: entry.layers, input: entry.input, weights };
  const last = entry.layers.at(-1)!;
  return { ...entry, network, values, last };
});

it('has cases', () => expect(cases.length).toBeGreaterThanOrEqual(3));

describe.each(cases)('$name', ({ network, values, unit, last, layers, gradients: expected }) => {
  const seed = oneAt(unit, last.shape[0]);
  const own = gradients(network, values, last.name, seed);

  it('has a gradient for the picture and every layer', () =>
    expect(Object.keys(own).sort()).toEqual(Object.keys(values).sort()));

  it.each(Object.keys(expected))('%s equals autograd', (name) => {
    const wanted = unpacked(expected[name]);
    expect(own[name]).toHaveLength(wanted.length);
    // Otherwise zeros would pass.
    expect(Math.max(...wanted.map(Math.abs))).toBeGreaterThan(100 * TOLERANCE);
    wanted.forEach((value, i) => expect(Math.abs(own[name][i] - value)).toBeLessThan(TOLERANCE));
  });

  it('says what a small push on a pixel does to the output', () => {
    const picture = Float64Array.from(values[network.input.name]);
    const push = 1e-6;
    for (let i = 0; i < picture.length; i += 7) {
      const [up, down] = [push, -push].map((by) => {
        const pushed = picture.slice();
        pushed[i] += by;
        return forward(layers, network, pushed)[unit];
      });
      expect((up - down) / (2 * push)).toBeCloseTo(own[network.input.name][i], 6);
    }
  });
});

it('an output that is seeded with weights gives the weighted sum of the gradients', () => {
  const { network, values, last } = cases[0];
  const each = [0, 1].map((unit) => gradients(network, values, last.name, oneAt(unit, 5)));
  const both = gradients(network, values, last.name, [2, -0.5, 0, 0, 0]);
  const name = network.input.name;
  both[name].forEach((value, i) =>
    expect(value).toBeCloseTo(2 * each[0][name][i] - 0.5 * each[1][name][i], 12),
  );
});

it('a result that two layers read gets the gradients of both', () => {
  const network: Network = {
    layers: [
      { name: 'a', op: 'relu', input: 'x', shape: [2] },
      { name: 'b', op: 'linear', input: 'a', shape: [1], weight: 'w' },
    ],
    input: { name: 'x', shape: [2] },
    weights: new Map([['w', { data: Float32Array.of(3, -2), shape: [1, 2] }]]),
  };
  const { x } = gradients(network, { x: [0, 5], a: [0, 5] }, 'b', [1]);
  // The slope of ReLU at exactly 0 is 0.
  expect(Array.from(x)).toEqual([0, -2]);
});

/** The whole network in float64, one number at a time. */
function forward(layers: Case['layers'], network: Network, picture: Float64Array): Float64Array {
  let tensor = { data: picture as unknown as Float32Array, shape: network.input.shape };
  for (const layer of layers) {
    const weight = network.weights.get(layer.weight ?? '')!;
    const bias = network.weights.get(layer.bias ?? '')!;
    const input = tensor;
    const data = Float64Array.from({ length: sizeOf(layer.shape) }, (_, i) => {
      const at = positionOf(layer.shape, i);
      const { kernel_size: size = 1, stride = 1, padding = 0 } = layer;
      if (layer.op === 'conv2d') return conv2dAt({ weight, bias, stride, padding }, input, at);
      if (layer.op === 'linear') return linearAt({ weight, bias }, input, i);
      if (layer.op === 'relu') return relu(input.data[i]);
      if (layer.op === 'flatten') return input.data[i];
      return largest(
        input,
        at.channel,
        at.row * stride - padding,
        at.column * stride - padding,
        size,
      );
    });
    tensor = { data: data as unknown as Float32Array, shape: layer.shape };
  }
  return tensor.data as unknown as Float64Array;
}

function largest(
  { data, shape }: Tensor,
  channel: number,
  top: number,
  left: number,
  size: number,
) {
  let result = -Infinity;
  for (let row = Math.max(0, top); row < Math.min(shape[1], top + size); row++)
    for (let column = Math.max(0, left); column < Math.min(shape[2], left + size); column++)
      result = Math.max(result, data[(channel * shape[1] + row) * shape[2] + column]);
  return result;
}
