/** The detector's answer to the drawing: kept up to date, one run at a time, on the shipped network. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { greyDigit } from '../inference/testNetworks';
import { EMPTY } from './drawing/drawing.svelte';
import { numberText } from './prediction/numberText';
import { loadedHost, ownClient, until, type TestHost } from './testHost';

let host: TestHost;
beforeEach(async () => {
  host = await loadedHost();
});
const detector = () => host.detector!;

/** A white sheet with black upright bars. */
function show(...bars: number[]): void {
  const [width, height, thickness] = [120, 80, 8];
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  for (const left of bars)
    for (let row = 16; row < 64; row++)
      for (let column = left; column < left + thickness; column++)
        rgba.fill(0, 4 * (row * width + column), 4 * (row * width + column) + 3);
  host.drawing.loadPicture({ rgba, width, height });
}

describe('the answer', () => {
  it('is blank until something is drawn, and again when all is cleared', async () => {
    expect(detector().prediction.verdict).toBe('blank');
    expect([detector().pixels, detector().tensors]).toEqual([null, null]);
    show(50);
    await until(() => detector().tensors);
    expect(detector().prediction).toMatchObject({ verdict: 'digit', digit: 1 });
    expect(detector().normalized).not.toBeNull();
    host.drawing.clear();
    await until(() => !detector().tensors);
    expect(detector().prediction.verdict).toBe('blank');
    host.drawing.loadPixels(new Uint8Array(784));
    await detector().update();
    expect(detector().pixels).toBeNull();
  });

  it('shows how the ink of a picture was found, and what it is without one of the steps', async () => {
    const [width, height] = [200, 160];
    const rgba = new Uint8ClampedArray(4 * width * height);
    const fill = (left: number, top: number, right: number, bottom: number, grey: number) => {
      for (let row = top; row < bottom; row++)
        for (let column = left; column < right; column++)
          rgba.set([grey, grey, grey, 255], 4 * (row * width + column));
    };
    fill(0, 0, width, height, 80); // a desk
    fill(30, 20, 170, 140, 240); // a sheet
    fill(95, 40, 103, 120, 20); // a 1
    host.drawing.loadPicture({ rgba, width, height });
    await until(() => detector().tensors);
    expect(detector().prediction.digit).toBe(1);
    const { found } = detector().normalized!;
    expect(found!.sheet).not.toBeNull();
    expect(found!.light.data[0]).toBeCloseTo(80 / 255);
    const { pixels } = detector();
    detector().setStep('sheet', false);
    await until(() => detector().pixels !== pixels);
    expect(detector().normalized!.found!.sheet).toBeNull();
    detector().setStep('sheet', true);
    await until(() => detector().prediction.digit === 1);
  });

  it.each([
    [0, 7],
    [1, 2],
    [3, 0],
  ])('test image %i is read as a %i, with every layer’s numbers', async (image, digit) => {
    host.drawing.loadPixels(greyDigit(image));
    await until(() => detector().tensors);
    expect(detector().prediction.digit).toBe(digit);
    expect(detector().pixels).toEqual(greyDigit(image));
    expect(detector().normalized).toBeNull();
    expect(Object.keys(detector().tensors!)).toEqual(
      detector().manifest.layers.map(({ name }) => name),
    );
    expect(detector().latencyMs).toBeGreaterThan(0);
  });

  it('is that of the newest drawing where drawings come faster than answers', async () => {
    for (const image of [0, 1, 2, 3]) host.drawing.loadPixels(greyDigit(image));
    await until(() => detector().pixels === host.drawing.current.pixels);
    expect(detector().prediction.digit).toBe(0);
    host.drawing.undo();
    await until(() => detector().prediction.digit === 1);
  });

  it('waits while nobody looks', async () => {
    detector().isWatched = () => false;
    show(50);
    await detector().update();
    expect(detector().prediction.verdict).toBe('blank');
    detector().isWatched = () => true;
    await detector().update();
    expect(detector().prediction.digit).toBe(1);
  });
});

describe('steps before the network', () => {
  it('change what it sees', async () => {
    show(10);
    await until(() => detector().pixels);
    const centred = detector().pixels!;
    detector().setStep('centre', false);
    await until(() => detector().pixels !== centred && detector().steps.centre === false);
    await until(() => detector().pixels!.some((grey, i) => grey !== centred[i]));
    detector().setSteps({ ...detector().steps, centre: true });
    await until(() => detector().pixels!.every((grey, i) => grey === centred[i]));
  });
});

describe('digits side by side', () => {
  beforeEach(async () => {
    show(20, 80);
    await until(() => host.number.digits.length === 2);
    await until(() => host.number.digits.every(({ prediction }) => prediction));
  });

  it('are read one by one; the last is shown', () => {
    expect(host.number.digits.map(({ prediction }) => prediction!.digit)).toEqual([1, 1]);
    expect(host.number.shown).toBe(1);
  });

  it('another one is shown on request, and named in the address', async () => {
    host.number.choose(0);
    await until(() => host.number.shown === 0);
    expect(host.number.text).toBe('1');
    host.number.go('2');
    await until(() => host.number.shown === 1);
    host.number.go('nothing');
    expect(host.number.text).toBeNull();
  });

  it('are forgotten with the drawing', async () => {
    host.drawing.load(EMPTY);
    await until(() => host.number.digits.length === 0);
  });
});

/** A picture of the cases that Python shares. */
function showCase(name: string): void {
  const path = fileURLToPath(
    new URL(`../../../tests/parity/segments/${name}.json`, import.meta.url),
  );
  const { width, height, rgba_zlib } = JSON.parse(readFileSync(path, 'utf8'));
  const rgba = new Uint8ClampedArray(inflateSync(Buffer.from(rgba_zlib, 'base64')));
  host.drawing.loadPicture({ rgba, width, height });
}

const read = () =>
  numberText(host.number.digits, detector().manifest.labels, host.number).replaceAll('\u00a0', '');
/** Until this is read; then every digit has its answer too. */
const reads = (text: string) => until(() => read() === text);

describe('a number', () => {
  it.each([
    ['comma', '3,5'],
    ['point-and-comma', '2.04,3'],
    ['two-lines-of-two', '20 / 20'],
    ['touching-pair', '20'],
    ['touching-three', '352'],
  ])('%s is read as in Python: %s', async (name, text) => {
    showCase(name);
    await reads(text);
    const shares = host.number.digits.map(({ prediction }) =>
      Math.max(...prediction!.probabilities!),
    );
    const product = shares.reduce((all, share) => all * share, 1);
    expect(host.number.probability).toBeCloseTo(product, 12);
  });

  it('has a minus before its first digit', async () => {
    showCase('minus');
    await until(() => host.number.signs.length > 0);
    expect(host.number.signs).toMatchObject([{ sign: '-', before: 0 }]);
  });

  it('is cut otherwise by a person, who can take that back', async () => {
    showCase('touching-pair');
    await reads('20');
    host.number.choose(0);
    await until(() => host.number.shown === 0);
    host.drawing.correct(host.number.join!);
    await until(() => host.number.digits.length === 0);
    expect([host.number.join, host.number.isDoubtful]).toEqual([null, true]);
    host.drawing.correct(host.number.split!);
    await until(() => host.number.digits.length === 2);
    host.drawing.undo();
    await until(() => host.number.digits.length === 0);
    host.drawing.undo();
    await reads('20');
  });

  it('keeps its signs when a digit is cut in two', async () => {
    showCase('comma');
    await reads('3,5');
    host.number.choose(0);
    await until(() => host.number.shown === 0);
    host.drawing.correct(host.number.split!);
    await until(() => host.number.digits.length === 3);
    expect(host.number.signs).toMatchObject([{ sign: ',', before: 2 }]);
    host.number.choose(1);
    await until(() => host.number.shown === 1);
    // Across the comma: joined, there is none between them.
    host.drawing.correct(host.number.join!);
    await until(() => host.number.digits.length === 2);
    expect(host.number.signs).toEqual([]);
  });

  it('is one digit alone without another run of the network', async () => {
    const study = vi.spyOn(detector().client, 'study');
    showCase('one-digit');
    await until(() => detector().prediction.digit === 3);
    await detector().update();
    expect(study).not.toHaveBeenCalled();
    study.mockRestore();
  });
});

describe('weights', () => {
  beforeEach(async () => {
    host = await loadedHost(await ownClient());
  });

  it('that were operated on are those that run and are shown', async () => {
    host.drawing.loadPixels(greyDigit(0));
    await until(() => detector().tensors);
    const before = detector().tensors!.logits;
    host.surgery.toggleSilence('conv2', 5);
    await until(() => detector().tensors!.logits !== before);
    const { shape } = detector().manifest.layers.find(({ name }) => name === 'conv2_relu')!;
    const size = shape[1] * shape[2];
    const silent = detector().tensors!.conv2_relu.subarray(5 * size, 6 * size);
    expect(Math.max(...silent)).toBe(0);
    expect(detector().weights).not.toBe(detector().trained);
    host.surgery.undo();
    await until(() => detector().tensors!.logits.every((logit, i) => logit === before[i]));
  });

  it('of another training run until the shipped ones come back', async () => {
    host.drawing.loadPixels(greyDigit(0));
    await until(() => detector().tensors);
    const shipped = detector().tensors!.logits;
    const halved = new Map(
      [...detector().client.weights].map(([name, { data, shape }]) => [
        name,
        { shape, data: data.map((weight) => weight / 2) },
      ]),
    );
    await detector().setTrained(halved);
    await until(() => detector().tensors!.logits !== shipped);
    expect(detector().isShipped).toBe(false);
    expect(detector().trained).toBe(halved);
    // Temperature and refusal were fitted to the shipped weights.
    expect(detector().manifest).toMatchObject({ temperature: 1, refusal: { threshold: 0 } });
    await detector().setTrained(null);
    await until(() => detector().tensors!.logits.every((logit, i) => logit === shipped[i]));
    expect(detector().manifest).toBe(detector().client.manifest);
  });
});

it('a network that can’t run says why', async () => {
  host.drawing.loadPixels(Uint8Array.of(1, 2, 3));
  await until(() => detector().error);
  host.drawing.loadPixels(greyDigit(2));
  await until(() => detector().prediction.digit === 1 && !detector().error);
});
