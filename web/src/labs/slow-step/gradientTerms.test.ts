/** Loss, gradients and steps against PyTorch's; the chain rule's terms against their sums, and against a small push. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { sequenceOf } from '../../inference/stepSequence';
import { bytesOf, NETWORKS, TestNetwork, type NetworkFolder } from '../../inference/testNetworks';
import { forward } from '../../core/forward';
import { slopeTerms, weightTerms, type Traced } from './gradientTerms';
import { inkOf } from '../../core/greys';
import { initialWeights } from './initialWeights';
import { beginWith, type Optimizer, type TrainingState } from '../../core/optimizers';
import { positionOf, sizeOf } from '../../core/tensor';
import { answer, blame, nudged, trainingStep } from '../../core/trainingStep';

const folder = fileURLToPath(new URL('../../../../tests/parity/training/', import.meta.url));
const read = <Content>(name: string): Content =>
  JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8'));
const TOLERANCE = 1e-4;

interface Kept {
  places: number[];
  values: number[];
  norm: number;
}
interface GradientCase {
  network: NetworkFolder;
  example: number;
  label: number;
  logits: number[];
  loss: number;
  gradients: Record<string, Kept>;
}
interface Steps {
  network: NetworkFolder;
  example: number;
  label: number;
  cases: {
    optimizer: Optimizer;
    learning_rate: number;
    steps: { loss: number; weights: Record<string, Kept> }[];
  }[];
}

const examples: { pixels: string }[] = JSON.parse(
  new TextDecoder().decode(bytesOf('artifacts/examples.json')),
).images;
const picture = (example: number) =>
  inkOf(new Uint8Array(Buffer.from(examples[example].pixels, 'base64')));

const networks = new Map<NetworkFolder, TestNetwork>();
beforeAll(async () => {
  for (const name of NETWORKS) networks.set(name, await TestNetwork.load(name, 2));
});

/** Within 1e-4 of its own size or, far below the largest number, of that number. */
function expectSame(own: ArrayLike<number>, { places, values, norm }: Kept): void {
  const size = Math.sqrt(Array.from(own).reduce((sum, value) => sum + value * value, 0));
  expect(Math.abs(size - norm)).toBeLessThanOrEqual(TOLERANCE * norm);
  const least = (1e-6 * norm) / Math.sqrt(own.length);
  places.forEach((place, i) =>
    expect(Math.abs(own[place] - values[i])).toBeLessThanOrEqual(
      TOLERANCE * Math.max(Math.abs(values[i]), least),
    ),
  );
}

describe.each(NETWORKS)('%s', (name) => {
  it.each([0, 1])('image %i gives the numbers that onnxruntime-web gives', (image) => {
    const network = networks.get(name)!;
    const sequence = sequenceOf(network.manifest);
    const input = Float64Array.from(network.tensor(image, sequence.input.name).data);
    const results = forward(
      { ...sequence, weights: network.weights },
      { [sequence.input.name]: input },
    );
    for (const layer of sequence.layers) {
      const wanted = network.tensor(image, layer.name).data;
      expect(results[layer.name]).toHaveLength(wanted.length);
      const furthest = wanted.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - results[layer.name][i])),
        0,
      );
      expect(furthest).toBeLessThan(TOLERANCE);
    }
  });

  it('every opened gradient is the sum of its terms', () => {
    const network = networks.get(name)!;
    const { weights } = network;
    const sequence = sequenceOf(network.manifest);
    const ink = network.tensor(0, sequence.input.name).data;
    const blamed = blame(sequence, weights, answer(sequence, weights, ink, 3), 3);
    const traced: Traced = { ...sequence, weights, values: blamed.values, slopes: blamed.slopes };
    let largest = 0;
    for (const [tensor, gradient] of blamed.gradients)
      for (let i = 0; i < 40; i++) {
        const index = (i * 7919) % gradient.length;
        const { total } = weightTerms(traced, { name: tensor, index });
        largest = Math.max(largest, Math.abs(total));
        expect(Math.abs(total - gradient[index])).toBeLessThanOrEqual(
          1e-6 * Math.max(1, Math.abs(total)),
        );
      }
    expect(largest).toBeGreaterThan(1e-3);
    expect(slopeTerms(traced, sequence.output, positionOf([10], 0))).toBeNull();
    for (const { name: result, shape } of [sequence.input, ...sequence.layers].slice(0, -1))
      for (let i = 0; i < 40; i++) {
        const index = (i * 7919) % sizeOf(shape);
        const { total } = slopeTerms(traced, result, positionOf(shape, index))!;
        expect(total).toBeCloseTo(blamed.slopes[result][index], 12);
      }
  });

  it('a gradient is what a small push on its weight does to the loss', () => {
    const network = networks.get(name)!;
    const { weights } = network;
    const sequence = sequenceOf(network.manifest);
    const ink = network.tensor(1, sequence.input.name).data;
    const answered = answer(sequence, weights, ink, 8);
    const { gradients } = blame(sequence, weights, answered, 8);
    const epsilon = 1e-6;
    for (const [tensor, gradient] of gradients) {
      const index = gradient.reduce(
        (best, value, i) => (Math.abs(value) > Math.abs(gradient[best]) ? i : best),
        0,
      );
      const at = { name: tensor, index };
      const { up, down } = nudged(sequence, weights, answered.values, 8, at, epsilon);
      const found = (up - down) / (2 * epsilon);
      expect(Math.abs(found - gradient[index])).toBeLessThan(TOLERANCE * Math.abs(found));
    }
  });
});

describe.each(read<GradientCase[]>('gradients'))(
  '$network, example $example as a $label',
  ({ network: name, example, label, logits, loss, gradients }) => {
    it('has the loss and the gradients that PyTorch gives', () => {
      const network = networks.get(name)!;
      const sequence = sequenceOf(network.manifest);
      const answered = answer(sequence, network.weights, picture(example), label);
      const own = blame(sequence, network.weights, answered, label);
      logits.forEach((logit, i) =>
        expect(Math.abs(own.values[sequence.output][i] - logit)).toBeLessThan(1e-9),
      );
      expect(Math.abs(own.loss - loss)).toBeLessThanOrEqual(TOLERANCE * loss);
      expect([...own.gradients.keys()].sort()).toEqual(Object.keys(gradients).sort());
      for (const [tensor, kept] of Object.entries(gradients))
        expectSame(own.gradients.get(tensor)!, kept);
    });
  },
);

const steps = read<Steps>('steps');

it.each(steps.cases)('$optimizer moves the weights as PyTorch does, step after step', (entry) => {
  const network = networks.get(steps.network)!;
  const sequence = sequenceOf(network.manifest);
  const settings = { optimizer: entry.optimizer, learningRate: entry.learning_rate };
  let state: TrainingState = beginWith(network.weights);
  for (const { loss, weights } of entry.steps) {
    const stepped = trainingStep(sequence, state, picture(steps.example), steps.label, settings);
    expect(Math.abs(stepped.before.loss - loss)).toBeLessThanOrEqual(TOLERANCE * loss);
    for (const [tensor, kept] of Object.entries(weights))
      expectSame(stepped.state.weights.get(tensor)!.data, kept);
    ({ state } = stepped);
  }
  expect(state.count).toBe(entry.steps.length);
});

it('weights before training are spread as PyTorch spreads them, and the seed decides', () => {
  const network = networks.get('artifacts')!;
  const { layers } = network.manifest;
  const own = initialWeights(layers, network.weights, 1);
  const spread = read<Record<string, { most: number; square: number }>>('initial');
  expect([...own.keys()].sort()).toEqual(Object.keys(spread).sort());
  for (const [name, { most, square }] of Object.entries(spread)) {
    const { data } = own.get(name)!;
    const count = data.length;
    const mean = data.reduce((sum, value) => sum + value * value, 0) / count;
    // The largest of n falls short of the edge by about 1/n, a mean square by about 1/√n.
    const furthest = data.reduce((far, value) => Math.max(far, Math.abs(value)), 0);
    expect(Math.abs(furthest / most - 1)).toBeLessThan(0.001 + 5 / count);
    expect(Math.abs(mean / square - 1)).toBeLessThan(5 / Math.sqrt(count));
  }
  const first = (seed: number) =>
    [...initialWeights(layers, network.weights, seed).values()].map(({ data }) => data[0]);
  expect(first(1)).toEqual(first(1));
  expect(first(1)).not.toEqual(first(2));
});
