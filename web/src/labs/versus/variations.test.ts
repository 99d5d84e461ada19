import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permuted, STILL, vary, type Variation } from './variations';

const SIDE = 28;
const folder = fileURLToPath(new URL('../../../../tests/parity/variations/', import.meta.url));
const decode = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));

/** What Python does to the first, second … picture of a stack, as the page says it. */
const IN_TURN: Record<string, ((value: number) => Partial<Variation>)[]> = {
  shifted: [
    (pixels) => ({ right: pixels }),
    (pixels) => ({ right: -pixels }),
    (pixels) => ({ down: pixels }),
    (pixels) => ({ down: -pixels }),
  ],
  rotated: [(degrees) => ({ rotation: degrees }), (degrees) => ({ rotation: -degrees })],
  scaled: [(scale) => ({ scale })],
  thickened: [(thickness) => ({ thickness })],
};

describe.each(Object.keys(IN_TURN))('%s, on the cases that Python wrote', (name) => {
  const record: { picture: string; cases: { value: number; made: string[] }[] } = JSON.parse(
    readFileSync(`${folder}${name}.json`, 'utf8'),
  );

  it.each(record.cases)('agrees to one level at $value', ({ value, made }) => {
    made.forEach((text, index) => {
      const turns = IN_TURN[name];
      const variation = { ...STILL, ...turns[index % turns.length](value) };
      const ours = vary(decode(record.picture), SIDE, variation);
      const worst = Math.max(...decode(text).map((grey, i) => Math.abs(grey - ours[i])));
      expect(worst, `picture ${index}`).toBeLessThanOrEqual(1);
    });
  });
});

const pictures = fc.uint8Array({ minLength: SIDE * SIDE, maxLength: SIDE * SIDE });

describe('variations', () => {
  it('leave a picture alone that nothing is done to', () =>
    fc.assert(
      fc.property(pictures, (pixels) => {
        expect(vary(pixels, SIDE, STILL)).toEqual(pixels);
      }),
      { numRuns: 20 },
    ));

  it('move by whole pixels without loss, and lose what leaves', () => {
    const dot = new Uint8Array(SIDE * SIDE);
    dot[5 * SIDE + 7] = 200;
    const there = vary(dot, SIDE, { ...STILL, right: 3, down: -2 });
    expect(there[3 * SIDE + 10]).toBe(200);
    expect(there.reduce((sum, grey) => sum + grey)).toBe(200);
    expect(Math.max(...vary(dot, SIDE, { ...STILL, down: -6 }))).toBe(0);
  });

  it('turn clockwise about the middle before they move', () => {
    const dot = new Uint8Array(SIDE * SIDE);
    // Above the middle, which lies between pixels.
    dot[4 * SIDE + 13] = 255;
    const turned = vary(dot, SIDE, { ...STILL, rotation: 90, right: 1 });
    expect(turned.indexOf(Math.max(...turned))).toBe(13 * SIDE + 24);
  });

  it('make noise of the asked deviation, the same each time', () => {
    const grey = new Uint8Array(SIDE * SIDE).fill(128);
    const noisy = vary(grey, SIDE, { ...STILL, noise: 0.1 });
    const deviation = Math.sqrt(
      noisy.reduce((sum, value) => sum + (value - 128) ** 2, 0) / noisy.length,
    );
    expect(deviation / 255).toBeCloseTo(0.1, 2);
    expect(vary(grey, SIDE, { ...STILL, noise: 0.1 })).toEqual(noisy);
  });

  it('shuffle: place i shows the pixel permutation[i]', () =>
    expect(permuted(new Uint8Array([10, 20, 30]), [2, 0, 1])).toEqual(
      new Uint8Array([30, 10, 20]),
    ));
});
