import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_STEPS } from '../core/normalize';
import { chapterTexts, decodeAddress, encodeAddress, type Address } from './pageAddress';
import { EMPTY, GRID, type Stroke } from '../bench/drawing/drawing.svelte';
import { decodeStrokes, encodeStrokes } from '../bench/drawing/strokeCodec';

const share = fc.integer({ min: 0, max: GRID }).map((step) => step / GRID);
const stroke: fc.Arbitrary<Stroke> = fc
  .record({
    width: fc.integer({ min: 20, max: 160 }).map((step) => step / 1000),
    erase: fc.boolean(),
    pressure: fc.boolean(),
    positions: fc.array(fc.tuple(share, share, fc.integer({ min: 0, max: 255 })), { minLength: 1 }),
  })
  .map(({ positions, ...rest }) => ({
    ...rest,
    points: positions.map(([x, y, p]) => [x, y, rest.pressure ? p / 255 : 0.5] as const),
  }));

const start: Address = {
  chapter: '04',
  language: 'en',
  theme: 'dark',
  drawing: EMPTY,
  steps: ALL_STEPS,
  digit: '2',
  lens: 'conv1_relu.7.9.16',
  surgery: 'conv1.5.s*conv1.7.k0.sobelX',
  network: 'usual~350',
  isGuessing: true,
  tour: 3,
  kept: Uint8Array.from({ length: 784 }, (_, i) => (7 * i) % 256),
  chapterTexts: {
    path: 'gans',
    gan: 'noise noise.7-s42',
    studio: 'step step.5',
    colours: 'cmyk-1101-60',
    kernels: 'conv_study_own-3w1x-2.5x0',
    quality: 'l4r9.2130',
  },
};

describe('strokes as bytes', () => {
  it('come back exactly, whatever was drawn', () => {
    fc.assert(
      fc.property(fc.array(stroke), (strokes) => {
        expect(decodeStrokes(encodeStrokes(strokes))).toEqual(strokes);
      }),
    );
  });

  it('take about two bytes a point', () => {
    const points = Array.from({ length: 200 }, (_, i) => [i / GRID, (2 * i) / GRID, 0.5] as const);
    const bytes = encodeStrokes([{ points, width: 0.07, erase: false, pressure: false }]);
    expect(bytes.length).toBeLessThan(420);
  });

  it('refuse what is cut short', () => {
    const strokes = [
      { points: [[0.5, 0.5, 0.5] as const], width: 0.07, erase: false, pressure: false },
    ];
    expect(() => decodeStrokes(encodeStrokes(strokes).slice(0, -1))).toThrow('cut short');
  });
});

describe('the address', () => {
  it('holds everything and comes back exactly', () => {
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1 }), fc.boolean(), (strokes, crop) => {
        const address: Address = {
          ...start,
          drawing: { ...EMPTY, strokes },
          steps: { ...ALL_STEPS, crop },
        };
        expect(decodeAddress(encodeAddress(address, null))).toEqual(address);
      }),
    );
  });

  it('carries the pixels that a picture became', () => {
    const seen = Uint8Array.from({ length: 784 }, (_, i) => i % 256);
    const picture = { rgba: new Uint8ClampedArray(4), width: 1, height: 1 };
    const hash = encodeAddress({ ...start, drawing: { ...EMPTY, picture } }, seen);
    expect(decodeAddress(hash).drawing).toEqual({ ...EMPTY, pixels: seen });
  });

  it.each([
    '',
    '#',
    '#/99?lang=xx&d=%%%&s=2',
    '#/04?d=AAA&p=short',
    '#/04?d=____',
    '#/04?b=AAA',
    '#/04?b=%%%',
  ])('opens the front door with an empty pad for %j', (hash) => {
    expect(decodeAddress(hash)).toEqual({
      ...start,
      language: null,
      theme: 'auto',
      digit: null,
      lens: null,
      surgery: null,
      network: null,
      isGuessing: false,
      tour: null,
      kept: null,
      chapterTexts: chapterTexts(() => null),
    });
  });
});
