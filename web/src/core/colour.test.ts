import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeColour, PLANES, SPACES, splitColour } from './colour';

const folder = fileURLToPath(new URL('../../../tests/parity/colour/', import.meta.url));

/** Rows of this many levels. */
function rows(text: string, width: number): number[][] {
  const bytes = [...Buffer.from(text, 'base64')];
  return Array.from({ length: bytes.length / width }, (_, i) =>
    bytes.slice(i * width, (i + 1) * width),
  );
}

const worst = (made: number[][], wanted: number[][]) => {
  let most = 0;
  for (let i = 0; i < wanted.length; i++)
    for (let j = 0; j < wanted[i].length; j++)
      most = Math.max(most, Math.abs(made[i][j] - wanted[i][j]));
  return most;
};

describe.each(SPACES)('%s, on the cases that Pillow wrote', (space) => {
  const text = JSON.parse(readFileSync(`${folder}${space}.json`, 'utf8'));
  const colours = rows(text.rgb, 3);
  const planes = rows(text.planes, PLANES[space].length);
  const given = rows(text.planes_given, PLANES[space].length);
  const made = rows(text.rgb_made, 3);

  it('has cases', () =>
    expect([colours.length, given.length > 500]).toEqual([planes.length, true]));
  it('splits to one level', () =>
    expect(
      worst(
        colours.map((colour) => splitColour(colour, space)),
        planes,
      ),
    ).toBeLessThanOrEqual(1));
  it('merges to one level', () =>
    expect(
      worst(
        given.map((levels) => mergeColour(levels, space)),
        made,
      ),
    ).toBeLessThanOrEqual(1));
});

const level = fc.integer({ min: 0, max: 255 });
const colour = fc.tuple(level, level, level);

describe('the way there and back', () => {
  it.each([
    ['rgb', 0],
    ['cmyk', 0],
    ['ycbcr', 1],
    ['hsv', 3],
  ] as const)('%s loses at most %i levels', (space, most) => {
    fc.assert(
      fc.property(colour, (given) => {
        const back = mergeColour(splitColour(given, space), space);
        expect(worst([back], [given])).toBeLessThanOrEqual(most);
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  it('keeps the colour at any share of black, and black takes all that is grey', () => {
    fc.assert(
      fc.property(colour, fc.double({ min: 0, max: 1, noNaN: true }), (given, black) => {
        const inks = splitColour(given, 'cmyk', black);
        expect(worst([mergeColour(inks, 'cmyk')], [given])).toBeLessThanOrEqual(1);
        expect(Math.min(...splitColour(given, 'cmyk', 1).slice(0, 3))).toBe(0);
      }),
      { seed: 2, numRuns: 2000 },
    );
  });
});
