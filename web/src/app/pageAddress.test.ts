import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { toBase64Url } from '../core/base64';
import { DrawingState, EMPTY, GRID, type Stroke } from '../bench/drawing/drawing.svelte';
import { drawingAddress } from '../bench/drawing/drawingAddress';
import { decodeStrokes, encodeStrokes } from '../bench/drawing/strokeCodec';
import { i18n } from '../kit/i18n/i18n.svelte';
import type { AddressPart } from '../kit/addressPart';
import { addressOf, followAddress, textsIn } from './pageAddress';
import { PageState } from './page.svelte';
import { TestWindow } from './testWindow';

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

const at = (hash: string) => new PageState(new TestWindow(hash), 'http://localhost/model/');
const { language } = i18n;
afterAll(() => void (i18n.language = language));

const kept = Uint8Array.from({ length: 784 }, (_, i) => (7 * i) % 256);
/** Links that were given away keep their meaning: each letter, its text, the order. */
const linkOf = (strokes: readonly Stroke[], steps: string) =>
  `#/04?lang=en&theme=dark&d=${toBase64Url(encodeStrokes(strokes))}&s=${steps}&n=2&l=conv1_relu.7.9.16` +
  '&w=conv1.5.s*conv1.7.k0.sobelX&m=usual%7E350&g=1&t=3' +
  `&b=${toBase64Url(kept)}&r=gans&v=noise+noise.7-s42&c=cmyk-1101-60` +
  '&k=conv_study_own-3w1x-2.5x0&q=l4r9.2130&o=step+step.5';

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
      fc.property(
        fc.array(stroke, { minLength: 1 }),
        fc.constantFrom('011', '100', '000'),
        (strokes, steps) => {
          const link = linkOf(strokes, steps);
          const page = at(link);
          expect(page.drawing.current).toEqual({ ...EMPTY, strokes });
          expect(page.address.address).toBe(link);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('has the page as it was', () => {
    const page = at(linkOf([], '011').replace('d=&', ''));
    expect(page.chapter).toBe('04');
    expect(i18n.language).toBe('en');
    expect(page.appearance.theme).toBe('dark');
    expect(page.lesson.isGuessing).toBe(true);
    expect(page.tour.step).toBe(2);
    expect(page.compare.pixels).toEqual(kept);
    expect(page.instead).toBe('quality');
    expect(page.chapters.quality.view).toMatchObject({ label: 4, readAs: 9, index: 2130 });
    expect(page.chapters.studio.text).toBe('step step.5');
  });

  it('carries the pixels that a picture became', () => {
    const seen = Uint8Array.from({ length: 784 }, (_, i) => i % 256);
    const drawing = new DrawingState();
    drawing.loadPicture({ rgba: new Uint8ClampedArray(4), width: 1, height: 1 });
    const hash = addressOf(drawingAddress(drawing, () => seen));
    expect(at(hash).drawing.current).toEqual({ ...EMPTY, pixels: seen });
  });

  it.each([
    '',
    '#',
    '#/99?lang=xx&d=%%%&s=2',
    '#/04?d=AAA&p=short',
    '#/04?d=____',
    '#/04?b=AAA',
    '#/04?b=%%%',
    '#/04?g=yes&t=99&theme=blue&n=0',
  ])('opens the front door with an empty pad for %j', (hash) => {
    const page = at(hash);
    expect(page.drawing.current).toEqual(EMPTY);
    // As the visitor's browser speaks.
    expect(page.address.address).toBe('#/04?lang=en');
  });
});

/** Keeps any text, and remembers where it was sent. */
class Part implements AddressPart {
  readonly sent: (string | null)[] = [];
  text: string | null = null;
  constructor(readonly letter: string) {}
  go(text: string | null) {
    this.sent.push(text);
    this.text = text;
  }
}

describe('a list of parts', () => {
  it('is written in its order, the one without a letter ahead, those without a text not at all', () => {
    const parts = ['z', '', 'a', 'm'].map((letter) => new Part(letter));
    [parts[0].text, parts[1].text, parts[2].text] = ['1 2', '03', 'ä&b'];
    expect(addressOf(parts)).toBe('#/03?z=1+2&a=%C3%A4%26b');
    expect(addressOf([])).toBe('#/');
  });

  it('reads each letter', () => {
    const textOf = textsIn('#/03?z=1+2&a=%C3%A4%26b&m=');
    expect(['', 'z', 'a', 'm', 'x'].map(textOf)).toEqual(['03', '1 2', 'ä&b', null, null]);
  });

  it('follows what is said otherwise than before, at first everything', () => {
    const parts = ['', 'a', 'm'].map((letter) => new Part(letter));
    followAddress(parts, '#/02?a=1', null);
    followAddress(parts, '#/02?a=1&m=5', '#/02?a=1');
    followAddress(parts, '#/02?m=5', '#/02?a=1&m=5');
    followAddress(parts, '#/02?m=5', '#/02?m=5');
    expect(parts.map(({ sent }) => sent)).toEqual([['02'], ['1', null], [null, '5']]);
  });
});

describe('the drawing, under two letters', () => {
  const strokes: Stroke[] = [{ points: [[1, 0, 0.5]], width: 0.07, erase: false, pressure: false }];
  const d = toBase64Url(encodeStrokes(strokes));
  const pixels = new Uint8Array(784).fill(9);
  const p = toBase64Url(pixels);

  it('is one step of the history from strokes to pixels, and back', () => {
    const drawing = new DrawingState();
    const parts = drawingAddress(drawing, () => null);
    followAddress(parts, `#/?d=${d}`, null);
    followAddress(parts, `#/?p=${p}`, `#/?d=${d}`);
    expect(drawing.current).toEqual({ ...EMPTY, pixels });
    drawing.undo();
    expect(drawing.current).toEqual({ ...EMPTY, strokes });
    drawing.undo();
    expect(drawing.canUndo).toBe(false);
  });

  it('is the strokes where there are both, unless they are damaged', () => {
    for (const [link, expected] of [
      [`#/?d=${d}&p=${p}`, { ...EMPTY, strokes }],
      [`#/?d=____&p=${p}`, { ...EMPTY, pixels }],
    ] as const) {
      const drawing = new DrawingState();
      followAddress(
        drawingAddress(drawing, () => null),
        link,
        null,
      );
      expect(drawing.current).toEqual(expected);
    }
  });
});
