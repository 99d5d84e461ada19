/** The page's side of the worker and the worker's own code, over the messages that they exchange. */
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { inkOf } from '../core/greys';
import { beginWith } from '../core/optimizers';
import { InferenceClient } from './client';
import { WorkerHost } from './workerHost';
import { modelFiles, openModel } from './openModel';
import { greyDigit } from './testNetworks';

const base = () => `${inject('site')}model/`;
const SEVEN = () => inkOf(greyDigit(0));

let client: InferenceClient;
const progress: [loaded: number, total: number][] = [];
beforeAll(async () => {
  client = await InferenceClient.load(base(), (loaded, total) => progress.push([loaded, total]));
});

describe('loading', () => {
  it('tells how far it is, to the last byte of each file', () => {
    const { graph, weights } = client.manifest.files;
    for (const { bytes } of [graph, weights]) expect(progress).toContainEqual([bytes, bytes]);
    expect(progress.every(([loaded, total]) => loaded <= total)).toBe(true);
  });

  it('gives every weight that the manifest names', () => {
    for (const { name, shape } of client.manifest.weights)
      expect(client.weights.get(name)!.shape).toEqual(shape);
  });

  it('says what answered where there is no network', async () => {
    const missing = InferenceClient.load(`${base()}lab/nothing/`);
    await expect(missing).rejects.toThrow(/manifest/);
  });

  it('several networks share one worker, each with its own numbers', async () => {
    const loads: number[] = [];
    const mlp = await openModel(base(), 'mlp-mnist', (loaded) => loads.push(loaded));
    const cnn = await openModel(base(), 'cnn-mnist');
    expect(loads.length).toBeGreaterThan(0);
    for (const model of [mlp, cnn]) {
      const { output } = model.manifest;
      const logits = (await model.run(SEVEN(), [output])).tensors[output];
      expect(logits.indexOf(Math.max(...logits))).toBe(7);
    }
    expect(modelFiles(base(), 'mlp-mnist', mlp.manifest).map(({ href }) => href)).toEqual(
      ['manifest.json', 'graph.onnx', 'weights.safetensors'].map(
        (file) => `${base()}lab/mlp-mnist/${file}`,
      ),
    );
  });

  it('a worker without the network says so', async () => {
    const host = new WorkerHost();
    const { answer } = host.ask({ kind: 'run', network: 7, image: SEVEN() });
    await expect(answer).rejects.toThrow('not loaded yet');
    host.dispose();
  });
});

describe('a run', () => {
  it('takes the picture away and tells the last layer’s numbers first', async () => {
    const image = SEVEN();
    const told: Float32Array[] = [];
    const run = client.run(image, undefined, (logits) => told.push(logits));
    expect(image).toHaveLength(0);
    const { tensors, ms } = await run;
    expect(told).toEqual([tensors[client.manifest.output]]);
    expect(ms).toBeGreaterThan(0);
  });

  it('with other weights gives other numbers, and the page’s stay as trained', async () => {
    const own = await InferenceClient.load(base());
    const { output } = own.manifest;
    const { name } = own.manifest.weights.at(-1)!;
    const values = own.weights.get(name)!.data.map((bias) => bias + 1);
    const before = (await own.run(SEVEN(), [output])).tensors[output];
    own.patch([{ name, offset: 0, values }]);
    const after = (await own.run(SEVEN(), [output])).tensors[output];
    after.forEach((logit, i) => expect(logit).toBeCloseTo(before[i] + 1, 4));
    expect(own.weights.get(name)!.data[0]).toBeCloseTo(values[0] - 1, 5);
  });
});

describe('a study', () => {
  it('of many pictures gives what each gives alone, and tells it piece by piece', async () => {
    const COUNT = 20;
    const { output } = client.manifest;
    const images = Array.from({ length: COUNT }, (_, i) => inkOf(greyDigit(i)));
    const pictures = Float32Array.from(images.flatMap((image) => [...image]));
    const pieces: number[] = [];
    const study = { kind: 'batch' as const, pictures, count: COUNT, outputs: [output] };
    const found = await client.study(study, undefined, ({ from, count }) => {
      expect(from).toBe(pieces.reduce((a, b) => a + b, 0));
      pieces.push(count);
    });
    expect(pieces.reduce((a, b) => a + b, 0)).toBe(COUNT);
    const alone = (await client.run(images[5].slice(), [output])).tensors[output];
    found[output].slice(50, 60).forEach((logit, i) => expect(logit).toBeCloseTo(alone[i], 4));
  });

  it('of gradients says what a push on a pixel does to the output', async () => {
    const { output, input } = client.manifest;
    const image = SEVEN();
    const seed = Float32Array.from({ length: 10 }, (_, k) => (k === 7 ? 1 : 0));
    const found = await client.study({ kind: 'gradients', image, seed });
    const at = found.gradients[input.name].reduce(
      (best, slope, i, all) => (Math.abs(slope) > Math.abs(all[best]) ? i : best),
      0,
    );
    const EPSILON = 0.01;
    const [up, down] = await Promise.all(
      [EPSILON, -EPSILON].map(async (push) => {
        const pushed = image.map((ink, i) => (i === at ? ink + push : ink));
        return (await client.run(pushed, [output])).tensors[output][7];
      }),
    );
    const slope = found.gradients[input.name][at];
    expect(Math.abs((up - down) / (2 * EPSILON) - slope)).toBeLessThan(0.05 * Math.abs(slope));
    expect(found.values[output][7]).toBeGreaterThan(0);
  });

  it('of a step and of a nudge agree on the slope of a weight', async () => {
    const state = beginWith(client.weights);
    const settings = { optimizer: 'sgd' as const, learningRate: 0.01 };
    const [picture, label] = [SEVEN(), 2];
    const { before, state: next } = await client.study({
      kind: 'step',
      state,
      picture,
      label,
      settings,
    });
    const place = { name: 'fc2.bias', index: 2 };
    const epsilon = 1e-5;
    const { values } = before;
    const { up, down } = await client.study({
      kind: 'nudge',
      weights: state.weights,
      values,
      label,
      place,
      epsilon,
    });
    const slope = before.gradients.get(place.name)![place.index];
    expect((up - down) / (2 * epsilon)).toBeCloseTo(slope, 4);
    const [old, moved] = [state, next].map(({ weights }) => weights.get(place.name)!.data[2]);
    expect(moved).toBeCloseTo(old - 0.01 * slope, 5);
  });

  it('that is given up rejects with the reason, at once or on the way', async () => {
    const study = {
      kind: 'counterfactual' as const,
      pixels: greyDigit(0),
      target: 3,
      temperature: 1,
      confidence: 0.7,
      limitMs: 60_000,
    };
    const reason = new Error('enough');
    await expect(client.study(study, AbortSignal.abort(reason))).rejects.toBe(reason);
    const giving = new AbortController();
    const searching = client.study(study, giving.signal);
    setTimeout(() => giving.abort(reason), 30);
    await expect(searching).rejects.toBe(reason);
    // The worker is free again.
    expect((await client.run(SEVEN(), ['logits'])).tensors.logits).toHaveLength(10);
  });

  it('that can’t be made says why', async () => {
    const image = new Float32Array(3);
    const seed = new Float32Array(10);
    await expect(client.study({ kind: 'gradients', image, seed })).rejects.toThrow();
  });
});

it('a worker that breaks ends every wait', async () => {
  const real = globalThis.Worker;
  try {
    // One whose script is not there.
    globalThis.Worker = class extends real {
      constructor() {
        super(new URL('./nothing.ts', import.meta.url));
      }
    };
    await expect(InferenceClient.load(base())).rejects.toThrow(/nothing/);
  } finally {
    globalThis.Worker = real;
  }
});
