/** Layers that make pictures: the readable arithmetic against onnxruntime-web and PyTorch, on a small generator. */
import { beforeAll, describe, expect, it } from 'vitest';
import { generatorFacts } from '../inference/ganManifest';
import { NetworkSession, type Results } from '../inference/session';
import { bytesOf } from '../inference/testNetworks';
import type { Manifest } from '../inference/manifest';
import { gradients } from './backward';
import { clamp } from './clamp';
import { conv2dAt } from './conv2d';
import { explain, sumOf } from './explain';
import { linearAt } from './linear';
import { inputWindow, windowOf, type LayerGeometry } from './receptiveField';
import { relu } from './relu';
import { readSafetensors } from './safetensors';
import { indexOf, positionOf, sizeOf, valueAt, type Position, type Tensor } from './tensor';
import { repeatedFrom, squareOf, upsample2d } from './upsample2d';

const FOLDER = 'tests/parity/generator_network';
const TOLERANCE = 1e-4;
const manifest: Manifest = JSON.parse(new TextDecoder().decode(bytesOf(`${FOLDER}/manifest.json`)));
const expected = readSafetensors(bytesOf(`${FOLDER}/expected.safetensors`));
const weights = readSafetensors(bytesOf(`${FOLDER}/${manifest.files.weights.path}`));
const { input } = manifest;
const wishes = expected.get(input.name)!;
const [count, size] = wishes.shape;
const runs: Results[] = [];

const wishOf = (i: number) => wishes.data.slice(i * size, (i + 1) * size);
const shapeOf = (name: string) =>
  manifest.layers.find((layer) => layer.name === name)?.shape ?? [size];
const tensorOf = (i: number, name: string): Tensor => ({
  data: name === input.name ? wishOf(i) : runs[i][name],
  shape: shapeOf(name),
});

beforeAll(async () => {
  const graph = new Uint8Array(bytesOf(`${FOLDER}/${manifest.files.graph.path}`));
  const session = await NetworkSession.create(manifest, graph, weights);
  for (let i = 0; i < count; i++) runs.push(await session.run(wishOf(i)));
});

/** The value of one place by core's own arithmetic, from the layer's input. */
function compute(layer: Manifest['layers'][number], from: Tensor, at: Position): number {
  const { stride = 1, padding = 0 } = layer;
  const parameters = () => ({
    weight: weights.get(layer.weight!)!,
    bias: weights.get(layer.bias!)!,
  });
  switch (layer.op) {
    case 'conv2d':
      return conv2dAt({ ...parameters(), stride, padding }, from, at);
    case 'linear':
      return linearAt(parameters(), from, at.channel);
    case 'relu':
      return relu(valueAt(from, at));
    case 'clamp':
      return clamp(valueAt(from, at));
    case 'unflatten':
      return from.data[indexOf(layer.shape, at)];
    case 'upsample2d':
      return valueAt(from, repeatedFrom(at, layer.scale_factor!));
    default:
      throw new TypeError(`A generator has no ${layer.op}.`);
  }
}

describe.each(manifest.layers)('$name', (layer) => {
  it('is PyTorch’s in onnxruntime-web, and core’s one number at a time', () => {
    const all = expected.get(layer.name)!.data;
    const length = sizeOf(layer.shape);
    for (let i = 0; i < count; i++) {
      const own = tensorOf(i, layer.name);
      for (let index = 0; index < length; index++) {
        const at = positionOf(layer.shape, index);
        const native = all[i * length + index];
        expect(Math.abs(own.data[index] - native)).toBeLessThan(TOLERANCE);
        expect(Math.abs(compute(layer, tensorOf(i, layer.input), at) - native)).toBeLessThan(
          TOLERANCE,
        );
      }
    }
  });

  it('is explained by terms that add up to it', () => {
    const numbers = {
      layers: manifest.layers,
      layer: (name: string) => manifest.layers.find((other) => other.name === name),
      tensor: (name: string) => tensorOf(0, name),
      weight: (name: string) => weights.get(name)!,
    };
    for (const index of [0, 1, sizeOf(layer.shape) - 1]) {
      const at = positionOf(layer.shape, index);
      const { terms, bias, before } = explain(numbers, layer.name, at)!;
      const sum = sumOf(terms) + (bias ?? 0);
      expect(layer.op === 'clamp' ? clamp(sum) : sum).toBeCloseTo(before, 4);
    }
  });
});

it('the picture is clamped on both sides', () => {
  const values = runs.flatMap(({ picture }) => [...picture]);
  expect(values.filter((value) => value === 0).length).toBeGreaterThan(0);
  expect(values.filter((value) => value === 1).length).toBeGreaterThan(0);
});

it('a map is upsampled whole, each value as a square', () => {
  const map = { data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [1, 2, 3] };
  expect([...upsample2d(map, 2).data]).toEqual([
    ...[1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3],
    ...[4, 4, 5, 5, 6, 6, 4, 4, 5, 5, 6, 6],
  ]);
  const layer = manifest.layers.find(({ op }) => op === 'upsample2d')!;
  const own = upsample2d(tensorOf(1, layer.input), layer.scale_factor!);
  expect(own).toEqual(tensorOf(1, layer.name));
});

it('squares and what they repeat lead to each other, through the geometry too', () => {
  const layer = manifest.layers.find(({ op }) => op === 'upsample2d')!;
  const from = { channel: 2, row: 1, column: 2 };
  const square = squareOf(from, layer.scale_factor!);
  expect(square).toEqual({ channel: 2, top: 3, bottom: 5, left: 6, right: 8 });
  expect(inputWindow(layer, square, shapeOf(layer.input))).toEqual(windowOf(from));
  expect(repeatedFrom({ channel: 2, row: 5, column: 6 }, 3)).toEqual(from);
  const maps = manifest.layers.find(({ op }) => op === 'unflatten')!;
  expect(inputWindow(maps, windowOf(from), shapeOf(maps.input))).toEqual(
    windowOf({ channel: 17, row: 0, column: 0 }),
  );
});

it('gradients go back through it: as finite differences have them', async () => {
  const layers: LayerGeometry[] = manifest.layers;
  const picture = runs[0].picture;
  const shade = picture.findIndex((value) => value > 0.1 && value < 0.9);
  const seed = picture.map((_, i) => (i === shade ? 1 : 0));
  const found = gradients(
    { layers, input: { name: input.name, shape: [size] }, weights },
    { ...runs[0], [input.name]: wishOf(0) },
    manifest.output,
    seed,
  )[input.name];
  const graph = new Uint8Array(bytesOf(`${FOLDER}/${manifest.files.graph.path}`));
  const session = await NetworkSession.create(manifest, graph, weights);
  const STEP = 1e-3;
  for (let i = 0; i < size; i++) {
    const shifted = async (step: number) => {
      const wish = wishOf(0);
      wish[i] += step;
      return (await session.run(wish, 1, [manifest.output]))[manifest.output][shade];
    };
    const slope = ((await shifted(STEP)) - (await shifted(-STEP))) / (2 * STEP);
    expect(found[i]).toBeCloseTo(slope, 2);
  }
  expect(found.some((slope) => Math.abs(slope) > 0.01)).toBe(true);
});

describe('what the manifest must say', () => {
  it('noise and labels are what the input is made of', () => {
    expect(generatorFacts(manifest)).toMatchObject({ size: 6, labels: ['0', '1', '2'] });
    const short = { ...manifest, noise: { size: 5, distribution: 'normal' } };
    expect(() => generatorFacts(short)).toThrow('noise.size=5 and 3 labels, its input 9 numbers');
  });

  it('a direction is as long as the noise', () => {
    const direction = { key: 'slant', vector: [1, 0], explained: 1, positions: [0], effects: {} };
    const wrong = { ...manifest, directions: [direction] };
    expect(() => generatorFacts(wrong)).toThrow('direction slant has 2 numbers, its noise 6');
  });
});
