/** A laboratory's network on a bench of its own, and what is put on the page's own bench, on the shipped networks. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Weights } from '../core/weightSurgery';
import { greyDigit } from '../inference/testNetworks';
import { BenchNetwork } from './benchNetwork.svelte';
import { Compare } from './compare/compare.svelte';
import { DrawingState, EMPTY } from './drawing/drawing.svelte';
import { TakenPicture } from './drawing/takenPicture.svelte';
import { examplesOf } from './examples';
import { Judging } from './judging.svelte';
import { LabModels } from './labModels.svelte';
import { learnedKernels } from './learnedKernels';
import { ModelBench } from './modelBench.svelte';
import { NetworkData } from './networkData';
import { loadedHost, modelBase, ownClient, shippedClient, until } from './testHost';

const around = () => ({
  modelBase: modelBase(),
  labels: (keys: readonly string[]) => keys.map((key) => `<${key}>`),
  nouns: (keys: readonly string[]) => keys.map((key) => `one ${key}`),
});

describe('a bench of its own', () => {
  it('fetches the network once, and takes it apart', async () => {
    const model = new LabModels(modelBase()).named('vgg-fashion');
    const bench = new ModelBench(model, around());
    expect([bench.detector, bench.data, bench.judgedAs]).toEqual([null, null, null]);
    await Promise.all([bench.open(), bench.open()]);
    expect(model.download.loaded).toBe(model.download.total);
    const { detector } = bench;
    await bench.open();
    expect(bench.detector).toBe(detector);
    bench.drawing.loadPixels(greyDigit(0));
    await until(() => detector!.tensors);
    expect(bench.data!.labels[0]).toMatch(/^<.+>$/);
    expect([bench.data!.nouns[0], bench.examples]).toEqual(['one t_shirt', null]);
    const { name: first, shape } = detector!.manifest.layers[0];
    bench.lens.open({ layer: first, channel: 0, row: 3, column: 4 });
    expect(bench.slide.count).toBe(shape[1] * shape[2]);
    expect(bench.lesson.isValueCovered).toBe(false);
    expect(bench.data!.explain(first, { channel: 0, row: 3, column: 4 })!.terms).toHaveLength(9);
  });

  it('that can’t be fetched says why, and tries again', async () => {
    const bench = new ModelBench(new LabModels(modelBase()).named('nothing'), around());
    await bench.open();
    expect(bench.model.failure).toMatch(/404/);
    await bench.open();
    expect(bench.detector).toBeNull();
  });
});

describe('one answer', () => {
  it('is that of the newest picture', async () => {
    const judging = new Judging(new LabModels(modelBase()).named('cnn-mnist'));
    expect([judging.shares, judging.answer]).toEqual([null, null]);
    await Promise.all([0, 1, 2].map((image) => judging.ask(greyDigit(image))));
    await until(() => judging.answer === 1);
    expect(judging.shares!.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
  });

  it('is not asked for again by itself where the network is not there', async () => {
    const judging = new Judging(new LabModels(modelBase()).named('nothing'));
    await judging.ask(greyDigit(0));
    expect(judging.error).toMatch(/404/);
    await judging.ask(greyDigit(1));
    await judging.retry();
    expect(judging.shares).toBeNull();
  });
});

describe('whose weights the bench runs with', () => {
  const weights = async (factor: number): Promise<Weights> =>
    new Map(
      [...(await shippedClient()).weights].map(([name, { data, shape }]) => [
        name,
        { shape, data: data.map((weight) => factor * weight) },
      ]),
    );

  it('is what was put there, what is visited, and then the shipped ones', async () => {
    const { detector } = await loadedHost(await ownClient());
    const [kept, visited] = [await weights(0.9), await weights(0.8)];
    const network = new BenchNetwork(async () => kept);
    network.go('run-001');
    network.setDetector(detector!);
    await until(() => detector!.trained === kept);
    await network.visit(visited);
    await until(() => detector!.trained === visited);
    await network.visit(null);
    await until(() => detector!.trained === kept);
    network.go('run-001');
    expect([network.text, network.failure]).toEqual(['run-001', null]);
    network.go(null);
    await until(() => detector!.isShipped);
  });

  it('is the shipped network’s where the run’s can’t be had, and says so', async () => {
    const { detector, network } = await loadedHost();
    network.go('run-404');
    await until(() => network.failure);
    expect([network.failure, detector!.isShipped]).toEqual(['No run is kept here.', true]);
  });
});

describe('a kept drawing', () => {
  let compare: Compare;
  beforeEach(() => {
    compare = new Compare();
  });

  it('is run with the weights of now, and forgotten', async () => {
    const client = await shippedClient();
    const { weights } = client;
    await compare.run({ client, weights, manifest: client.manifest });
    expect(compare.source).toBeNull();
    compare.keep(greyDigit(0));
    await compare.run({ client, weights, manifest: client.manifest });
    expect(compare.source!.weights).toBe(weights);
    expect(compare.source!.pixels).toEqual(greyDigit(0));
    compare.keep(greyDigit(0));
    expect(compare.source).not.toBeNull();
    compare.keep(null);
    expect([compare.pixels, compare.source]).toEqual([null, null]);
  });

  it('on another training’s weights is answered as the picture on the sheet is', async () => {
    const { detector, network, drawing } = await loadedHost(await ownClient());
    await network.visit(new Map(detector!.client.weights));
    drawing.loadPixels(greyDigit(1));
    await until(() => detector!.tensors);
    compare.keep(greyDigit(1));
    await compare.run(detector!);
    expect(detector!.isShipped).toBe(false);
    expect(new NetworkData(compare.source!).shares).toEqual(detector!.prediction.probabilities);
  });

  it('of runs that overlap the last one counts; what can’t run is said', async () => {
    const client = await shippedClient();
    const { weights } = client;
    compare.keep(greyDigit(0));
    const first = compare.run({ client, weights, manifest: client.manifest });
    compare.keep(greyDigit(1));
    await Promise.all([first, compare.run({ client, weights, manifest: client.manifest })]);
    expect(compare.source!.pixels).toEqual(greyDigit(1));
    compare.keep(Uint8Array.of(1));
    await compare.run({ client, weights, manifest: client.manifest });
    expect(compare.error).not.toBeNull();
  });
});

describe('what comes with the network', () => {
  it('ten digits, one of each, and its first kernels', async () => {
    const { manifest, weights } = await shippedClient();
    const examples = await examplesOf(manifest, modelBase());
    expect(examples.map(({ label }) => label).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(examples.every(({ pixels }) => pixels.length === 784)).toBe(true);
    const { kernels } = learnedKernels(manifest, weights);
    expect(kernels[3]).toHaveLength(9);
    const files = { ...manifest.files, examples: undefined };
    await expect(examplesOf({ ...manifest, files }, modelBase())).rejects.toThrow(
      'without examples',
    );
  });
});

describe('the drawing', () => {
  let drawing: DrawingState;
  beforeEach(() => {
    drawing = new DrawingState();
  });
  const stroke = (x: number) => {
    drawing.begin(x, 0.2, 0.5, true);
    drawing.extend([
      [x, 0.2, 0.5],
      [x, 0.9, 0.5],
    ]);
    drawing.end();
  };

  it('grows by strokes, each of which is taken back and made again', () => {
    stroke(0.2);
    stroke(0.8);
    expect(drawing.current.strokes.map(({ points }) => points.length)).toEqual([2, 2]);
    drawing.undo();
    expect([drawing.current.strokes.length, drawing.canRedo]).toEqual([1, true]);
    drawing.redo();
    drawing.redo();
    expect(drawing.current.strokes).toHaveLength(2);
    drawing.clear();
    drawing.clear();
    expect([drawing.isEmpty, drawing.canUndo]).toEqual([true, true]);
    drawing.undo();
    expect(drawing.current.strokes).toHaveLength(2);
  });

  it('shows the stroke under the pen, and drops it where the pointer is taken away', () => {
    drawing.begin(0.5, 0.5, 0.5);
    expect([drawing.isDrawing, drawing.current.strokes.length]).toEqual([true, 1]);
    drawing.cancel();
    expect([drawing.isDrawing, drawing.isEmpty]).toEqual([false, true]);
    drawing.extend([[0.1, 0.1, 0.5]]);
    drawing.end();
    drawing.undo();
    expect(drawing.canUndo).toBe(false);
  });

  it('says of every change that there was one', () => {
    let changes = 0;
    drawing.onChange(() => changes++);
    stroke(0.5);
    drawing.loadPixels(greyDigit(0));
    drawing.undo();
    expect([changes, drawing.version]).toEqual([5, 5]);
  });

  it('an eraser’s stroke says so, and points outside are held at the edge', () => {
    stroke(0.5);
    drawing.tool = 'eraser';
    drawing.begin(-3, 9, 2);
    drawing.end();
    const [, { erase, points }] = drawing.current.strokes;
    expect([erase, points[0].slice(0, 2)]).toEqual([true, [0, 1]]);
  });

  it('where there is no line to erase, the eraser is the pen', () => {
    drawing.tool = 'eraser';
    expect(drawing.tool).toBe('pen');
    const emptied = [
      () => drawing.clear(),
      () => drawing.undo(),
      () => drawing.load(EMPTY),
      () => drawing.loadPixels(greyDigit(0)),
      () => drawing.loadPicture({ rgba: new Uint8ClampedArray(4), width: 1, height: 1 }),
    ];
    for (const empty of emptied) {
      drawing = new DrawingState();
      stroke(0.5);
      drawing.tool = 'eraser';
      expect(drawing.tool).toBe('eraser');
      empty();
      expect([drawing.tool, drawing.canErase]).toEqual(['pen', false]);
      stroke(0.2);
      expect([drawing.tool, drawing.current.strokes.at(-1)!.erase]).toEqual(['pen', false]);
    }
  });

  it('a file that is no picture is named until something is done with the drawing', async () => {
    const taken = new TakenPicture(() => drawing);
    // Node can open none.
    const refuse = async () => {
      await taken.take(new File(['no picture'], 'notes.txt'));
      expect([taken.refused, taken.canClear]).toEqual(['notes.txt', true]);
    };
    const done = [
      () => taken.clear(),
      () => stroke(0.5),
      () => taken.clear(),
      () => drawing.undo(),
      () => drawing.loadPixels(greyDigit(0)),
    ];
    for (const act of done) {
      await refuse();
      act();
      expect(taken.refused).toBe('');
    }
    stroke(0.5);
    taken.clear();
    expect([drawing.isEmpty, taken.canClear]).toEqual([true, false]);
  });
});
