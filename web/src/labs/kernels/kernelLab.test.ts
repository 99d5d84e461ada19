/** The kernel laboratory's state: the last valid result stays, whatever is asked for; its text holds it all. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { readSafetensors } from '../../core/safetensors';
import { DrawingState, learnedKernels } from '../../bench';
import { KernelLab } from './kernelLab.svelte';
import { LabPicture } from './picture/labPicture.svelte';

const artifacts = fileURLToPath(new URL('../../../../artifacts/', import.meta.url));
const manifest = JSON.parse(readFileSync(`${artifacts}manifest.json`, 'utf8'));
const weightsFile = readFileSync(artifacts + manifest.files.weights.path);
const weights = readSafetensors(
  weightsFile.buffer.slice(
    weightsFile.byteOffset,
    weightsFile.byteOffset + weightsFile.byteLength,
  ) as ArrayBuffer,
);
const trained = learnedKernels(manifest, weights);

/** Red rises to the right, green downwards, blue is 1. */
function show(picture: LabPicture, width: number, height: number) {
  const rgba = Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => {
    const at = i >> 2;
    return [(at % width) * 20, Math.floor(at / width) * 20, 255, 255][i & 3];
  });
  picture.startCamera();
  picture.frame({ rgba, width, height });
}

let lab: KernelLab;
const make = () =>
  new KernelLab(new LabPicture(new DrawingState(), async () => []), async () => trained);
beforeEach(() => {
  lab = make();
  show(lab.picture, 10, 8);
});

it('sees a ramp with Sobel x, in grey and in each colour', () => {
  lab.useClassic('sobelX');
  lab.point(4, 5);
  const step = (20 / 255) * 2 * 4;
  expect(lab.value).toBeCloseTo(0.299 * step, 5);
  lab.setColour(true, 0);
  expect(lab.value).toBeCloseTo(step, 5);
  lab.setColour(true, 1);
  expect(lab.value).toBeCloseTo(0, 5);
  const sum = lab.terms!.reduce((total, { amount }) => total + amount, 0);
  expect(sum).toBeCloseTo(lab.value, 6);
});

describe('what can’t be', () => {
  it.each(['0', 'x', ''])('a stride of %j is named and the result before stays', (text) => {
    const before = lab.result;
    lab.type('stride', text);
    expect(lab.problem).toMatchObject({ rule: 'field', setting: 'stride', text, stage: 0 });
    expect(lab.isStale).toBe(true);
    expect(lab.result).toEqual(before);
    lab.type('stride', '2');
    expect(lab.problem).toBeNull();
    expect(lab.shown!.output.width).toBe(5);
  });

  it('a kernel that is larger than the padded picture', () => {
    lab.setEdges('none');
    lab.setSize(7);
    lab.type('dilation', '2');
    expect(lab.problem).toMatchObject({ rule: 'span', size: 7, span: 13, padded: 8, least: 3 });
    expect(lab.shown!.filter).toMatchObject({ size: 7, dilation: 1 });
    lab.type('dilation', '1');
    expect([lab.shown!.output.width, lab.shown!.output.height]).toEqual([4, 2]);
  });

  it('a second kernel for which the first leaves too little', () => {
    lab.setEdges('none');
    lab.type('stride', '4');
    lab.setSecond(true);
    lab.setEdges('none');
    expect(lab.problem).toMatchObject({ rule: 'span', stage: 1, padded: 2 });
  });

  it('a cell that is no number: the kernel stays as it is', () => {
    const before = lab.stage;
    lab.rejectWeight(5, 'abc');
    expect(lab.problem).toEqual({ rule: 'weight', text: 'abc', row: 1, column: 2 });
    expect(lab.stage).toBe(before);
    lab.setWeight(5, 0.25);
    expect(lab.problem).toBeNull();
    expect(lab.stage.weights[5]).toBe(0.25);
    expect(lab.stage.kernel.kind).toBe('own');
  });

  it('a picture of one pixel is filtered where padding lets it', () => {
    show(lab.picture, 1, 1);
    expect(lab.problem).toBeNull();
    expect([lab.shown!.output.width, lab.shown!.output.height]).toEqual([1, 1]);
    expect(lab.at).toEqual({ row: 0, column: 0 });
    lab.setEdges('reflect');
    expect(lab.problem).toEqual({ rule: 'reflect', padding: 1, side: 1, stage: 0 });
  });
});

describe('two in sequence', () => {
  beforeEach(() => {
    lab.useClassic('gaussian');
    lab.setSecond(true);
    lab.useClassic('sobelX');
  });

  it('the second reads what the first gives', () => {
    const [, first, second] = lab.result!.planes;
    expect(lab.shown!.input).toEqual(first[0]);
    expect(lab.shown!.output).toEqual(second[0]);
    lab.choose(0);
    expect(lab.shown!.output).toEqual(first[0]);
  });

  it('a pixel of the picture leads to the result that has it in its middle', () => {
    lab.pointInput(3, 6);
    expect(lab.at).toEqual({ row: 3, column: 6 });
    lab.type('stride', '2');
    lab.pointInput(4, 6);
    expect(lab.at).toEqual({ row: 2, column: 3 });
  });
});

describe('learned kernels', () => {
  it('are the first layer’s, of its size', async () => {
    const { layer, kernels, size } = trained;
    expect([layer, kernels.length, size]).toEqual(['conv1', 32, 3]);
    await lab.useLearned(7);
    expect(lab.stage.weights).toEqual(kernels[7]);
  });

  it('that the address asks for come when they are loaded; one that is not there is said', async () => {
    lab.go('grey_auto_0_mid_learned-99 z1');
    await lab.loadLearned();
    await Promise.resolve();
    expect(lab.stage.kernel).toEqual({ kind: 'learned', index: 31 });
    expect(lab.isLeftOut).toBe(true);
    lab.go('grey_auto_0_mid_learned-3 z1');
    await lab.loadLearned();
    await Promise.resolve();
    expect(lab.stage.weights).toEqual(trained.kernels[3]);
    expect(lab.isLeftOut).toBe(false);
  });

  it('that don’t load are said, and the kernel stays', async () => {
    const failing = new KernelLab(lab.picture, () => Promise.reject(new Error('offline')));
    const before = failing.stage;
    await failing.useLearned(1);
    expect(failing.problem).toEqual({ rule: 'learned', message: 'offline' });
    expect(failing.stage).toBe(before);
  });
});

describe('its text', () => {
  const copy = () => {
    const other = make();
    show(other.picture, 10, 8);
    other.go(lab.text);
    return other;
  };

  it('brings everything back', () => {
    lab.setColour(true, 2);
    lab.look = 'signed';
    lab.setWeight(0, -1 / 3);
    lab.setSecond(true);
    lab.useClassic('emboss');
    lab.type('stride', '2');
    lab.setEdges('reflect');
    lab.point(2, 3);
    const other = copy();
    expect(other.text).toBe(lab.text);
    expect(other.stages).toEqual(lab.stages);
    expect([other.channel, other.isColour, other.look, other.chosen]).toEqual([
      2,
      true,
      'signed',
      1,
    ]);
    expect(other.value).toBe(lab.value);
  });

  it('holds the last that was valid', () => {
    lab.type('stride', '2');
    lab.type('stride', '0');
    expect(copy().shown!.filter.stride).toBe(2);
  });

  it('of a place that is not there leads to the nearest', () => {
    lab.go('grey_auto_0_99.99_boxBlur-3 z1');
    expect(lab.at).toEqual({ row: 7, column: 9 });
  });

  it('that means nothing opens a kernel and says so', () => {
    lab.go('what?');
    expect(lab.isLeftOut).toBe(true);
    expect(lab.problem).toBeNull();
    expect(lab.shown).not.toBeNull();
  });
});

it.each([
  ['boxBlur', true],
  ['sharpen', true],
  ['emboss', true],
  ['sobelX', false],
  ['laplacian', false],
] as const)('by itself shows what %s makes as a picture: %s', (name, isPicture) => {
  lab.useClassic(name);
  expect(lab.isPicture).toBe(isPicture);
});

it('a kernel whose weights sum to −2 makes no picture', () => {
  lab.setSize(1);
  lab.setWeight(0, -2);
  expect(lab.isPicture).toBe(false);
});

it('the slide covers what comes after it; pointing uncovers all', () => {
  lab.slide.seek(12);
  expect([lab.at, lab.upTo]).toEqual([{ row: 1, column: 2 }, 12]);
  lab.slide.step(-1);
  expect(lab.upTo).toBe(11);
  lab.point(3, 3);
  expect(lab.upTo).toBe(Infinity);
  lab.slide.seek(79);
  expect(lab.upTo).toBe(Infinity);
});
