/** The readable arithmetic against onnxruntime-web and PyTorch, on real digits: the deck's network, and another one. */
import { beforeAll, describe, expect, it } from 'vitest';
import { bytesOf, NETWORKS, TestNetwork, type NetworkFolder } from '../inference/testNetworks';
import type { Layer } from '../inference/manifest';
import { conv2dAt, outputSize, products } from './conv2d';
import { contributions, linearAt } from './linear';
import { maxPoolAt, poolWindow } from './pool';
import { isEmpty, receptiveField } from './receptiveField';
import { relu } from './relu';
import { halfToFloat, readSafetensors } from './safetensors';
import { softmax } from './softmax';
import { indexOf, positionOf, sizeOf, valueAt, type Position, type Tensor } from './tensor';

const TOLERANCE = 1e-4;
const IMAGES = 3;

const networks = new Map<NetworkFolder, TestNetwork>();
beforeAll(async () => {
  for (const folder of NETWORKS) networks.set(folder, await TestNetwork.load(folder, IMAGES));
});
const deck = () => networks.get('artifacts')!;
const small = () => networks.get('tests/parity/small_network')!;

/** Places spread over a layer of any shape: all of a small one, its corners among them. */
function places(shape: readonly number[], count = 60): Position[] {
  const size = sizeOf(shape);
  const spread = Array.from({ length: count }, (_, i) => (i * 7919) % size);
  const [channels, height = 1, width = 1] = shape;
  const last = (channels - 1) * height * width;
  const corners = [0, width - 1, (height - 1) * width, height * width - 1].map((i) => last + i);
  return [...new Set([...spread, ...corners])].map((index) => positionOf(shape, index));
}

/** The value of one place by core's own arithmetic, from the layer's input. */
function compute(network: TestNetwork, layer: Layer, input: Tensor, at: Position): number {
  const { kernel_size = 1, stride = 1, padding = 0 } = layer;
  switch (layer.op) {
    case 'conv2d':
      return conv2dAt({ ...network.parameters(layer), stride, padding }, input, at);
    case 'linear':
      return linearAt(network.parameters(layer), input, at.channel);
    case 'max_pool2d':
      return maxPoolAt(input, at, kernel_size, stride, padding).value;
    case 'relu':
      return relu(valueAt(input, at));
    case 'flatten':
      return valueAt(input, positionOf(input.shape, at.channel));
    default:
      throw new TypeError(`No network that reads pictures has ${layer.op}.`);
  }
}

describe.each(NETWORKS)('every layer of %s, one number at a time', (folder) => {
  it.each(TestNetwork.manifestOf(folder).layers)('$name equals onnxruntime-web', (layer) => {
    const network = networks.get(folder)!;
    for (let image = 0; image < IMAGES; image++) {
      const input = network.tensor(image, layer.input);
      const output = network.tensor(image, layer.name);
      for (const at of places(layer.shape)) {
        const difference = compute(network, layer, input, at) - valueAt(output, at);
        expect(Math.abs(difference), JSON.stringify(at)).toBeLessThan(TOLERANCE);
      }
    }
  });

  it('shapes follow from kernel_size, stride and padding', () => {
    const network = networks.get(folder)!;
    for (const { op, input, shape, kernel_size = 1, stride = 1, padding = 0 } of network.manifest
      .layers) {
      if (op !== 'conv2d' && op !== 'max_pool2d') continue;
      const sides = network.tensor(0, input).shape.slice(1);
      expect(sides.map((side) => outputSize(side, kernel_size, stride, padding))).toEqual(
        shape.slice(1),
      );
    }
  });

  it('reads the first digits right: 7, 2, 1', () => {
    const network = networks.get(folder)!;
    const read = Array.from({ length: IMAGES }, (_, image) => {
      const logits = Array.from(network.tensor(image, network.manifest.output).data);
      return network.manifest.labels[logits.indexOf(Math.max(...logits))];
    });
    expect(read).toEqual(['7', '2', '1']);
  });
});

it.each(['small', 'padded'] as const)('onnxruntime-web gives PyTorch’s results: %s', (name) => {
  const folder = `tests/parity/${name}_network` as const;
  const expected = readSafetensors(bytesOf(`${folder}/expected.safetensors`));
  for (const [name, { data }] of expected) {
    const size = data.length / IMAGES;
    for (let image = 0; image < IMAGES; image++) {
      const own = networks.get(folder)!.tensor(image, name).data;
      expect(own).toHaveLength(size);
      const worst = own.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - data[image * size + i])),
        0,
      );
      expect(worst, name).toBeLessThan(TOLERANCE);
    }
  }
});

describe('the parts of a sum', () => {
  it('conv2 sums 288 products', () => {
    const conv = { ...deck().parameters(deck().layer('conv2')), stride: 1, padding: 0 };
    const at = { channel: 5, row: 3, column: 20 };
    expect(products(conv, deck().tensor(0, 'conv1_relu'), at)).toHaveLength(288);
  });

  it('fc1 sums 9,216 contributions', () => {
    const dense = deck().parameters(deck().layer('fc1'));
    expect(contributions(dense, deck().tensor(0, 'flatten'), 127)).toHaveLength(9216);
  });

  it('softmax gives a distribution and follows the temperature', () => {
    const [low, high] = softmax([0, Math.log(3)]);
    expect(low).toBeCloseTo(0.25, 12);
    expect(high).toBeCloseTo(0.75, 12);
    expect(softmax([0, Math.log(9)], 2)[1]).toBeCloseTo(0.75, 12);
    expect(softmax([1000, 0])[0]).toBe(1);
  });

  it('a pooling window reaches outside the map, where nothing can win', () => {
    const map = { data: Float32Array.of(-1, -2, -3, -4), shape: [1, 2, 2] };
    const at = { channel: 0, row: 0, column: 0 };
    const values = poolWindow(map, at, 3, 2, 1).map(({ value }) => value);
    const OUT = -Infinity;
    expect(values).toEqual([OUT, OUT, OUT, OUT, -1, -2, OUT, -3, -4]);
    expect(maxPoolAt(map, at, 3, 2, 1)).toEqual({ value: -1, winner: at });
  });

  it('outside a padded picture a convolution meets zeros', () => {
    const layer = small().layer('edges');
    const terms = products(
      { ...small().parameters(layer), stride: layer.stride!, padding: layer.padding! },
      { data: new Float32Array(784).fill(1), shape: [1, 28, 28] },
      { channel: 2, row: 0, column: 13 },
    );
    // 5×5 in steps of 2 from −2: two rows above the picture; the last columns 24 to 28, of which 28 is outside.
    const inside = terms.filter(({ input }) => input === 1);
    expect(terms).toHaveLength(25);
    expect(inside.map(({ kernelRow, kernelColumn }) => [kernelRow, kernelColumn])).toEqual(
      [2, 3, 4].flatMap((row) => [0, 1, 2, 3].map((column) => [row, column])),
    );
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
    const { shape } = deck().layer('pool');
    for (const index of [0, 1, 143, 144, 5000, 9215])
      expect(indexOf(shape, positionOf(shape, index))).toBe(index);
    expect(positionOf(shape, 9215)).toEqual({ channel: 63, row: 11, column: 11 });
  });

  it('receptive fields grow: 3, 5, 6, all', () => {
    const field = (name: string, at: Position) =>
      receptiveField(deck().manifest.layers, name, at, [1, 28, 28]);
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

  it('receptive fields grow with stride, and end at the border: 5, 9, 13, 21', () => {
    const rows = (name: string, row: number) => {
      const at = { channel: 0, row, column: row };
      const field = receptiveField(small().manifest.layers, name, at, [1, 28, 28]);
      expect([field.left, field.right]).toEqual([field.top, field.bottom]);
      return [field.top, field.bottom];
    };
    expect(rows('edges', 6)).toEqual([10, 14]);
    expect(rows('parts', 6)).toEqual([8, 16]);
    expect(rows('pool', 3)).toEqual([6, 18]);
    expect(rows('shapes', 2)).toEqual([2, 22]);
    expect(rows('shapes', 0)).toEqual([0, 14]);
    expect(rows('edges', 13)).toEqual([24, 27]);
  });

  it.each(NETWORKS)('receptive fields are the rows that products touch: %s', (folder) => {
    const { layers, input } = networks.get(folder)!.manifest;
    const picture = input.shape.slice(1).map(Number);
    const shapes = new Map([
      [input.name, picture],
      ...layers.map((l) => [l.name, l.shape] as const),
    ]);
    /** The rows of the picture that a row of a result is made from, found by following every product. */
    const touched = new Map([
      [input.name, Array.from({ length: picture[1] }, (_, row) => new Set([row]))],
    ]);
    for (const layer of layers.filter(({ shape }) => shape.length === 3)) {
      const { kernel_size = 1, stride = 1, padding = 0, name, shape } = layer;
      const from = touched.get(layer.input)!;
      const rows = Array.from({ length: shape[1] }, (_, row) => {
        const window = Array.from({ length: kernel_size }, (_, m) => row * stride - padding + m);
        return new Set(window.flatMap((place) => [...(from[place] ?? [])]));
      });
      touched.set(name, rows);
      rows.forEach((expected, row) => {
        const at = { channel: 0, row, column: shapes.get(name)![2] >> 1 };
        const field = receptiveField(layers, name, at, picture);
        const { top, bottom } = field;
        expect(isEmpty(field), `${name} ${row}`).toBe(expected.size === 0);
        expect(bottom - top + 1, `${name} ${row}`).toBe(expected.size);
        if (expected.size > 0) expect(top, `${name} ${row}`).toBe(Math.min(...expected));
      });
    }
  });

  it('what lies wholly in the padding looks at nothing, nor does what reads only that', () => {
    const { layers } = networks.get('tests/parity/padded_network')!.manifest;
    const at = (row: number) => ({ channel: 0, row, column: row });
    for (const row of [0, 31]) {
      const field = receptiveField(layers, 'block1', at(row), [1, 28, 28]);
      expect([field.bottom - field.top, field.right - field.left]).toEqual([-1, -1]);
    }
    const twice = [
      { name: 'a', op: 'conv2d', input: 'x', shape: [1, 12, 12], kernel_size: 3, padding: 4 },
      { name: 'b', op: 'conv2d', input: 'a', shape: [1, 12, 12], kernel_size: 3, padding: 1 },
    ] as const;
    const layersOf = twice.map((layer) => ({ ...layer, shape: [...layer.shape] }));
    expect(isEmpty(receptiveField(layersOf, 'b', at(0), [1, 6, 6]))).toBe(true);
    expect(isEmpty(receptiveField(layersOf, 'b', at(1), [1, 6, 6]))).toBe(false);
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
    const cut = bytesOf('artifacts/weights.safetensors').slice(0, 5000);
    expect(() => readSafetensors(cut)).toThrow('ends inside');
  });
});
