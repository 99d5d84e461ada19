import { describe, expect, it } from 'vitest';
import { featurePlace, GROUPS, manualFeatures, type FeatureSettings } from './manualFeatures';
import { saidByPlace, type FeatureTerm } from './manualScore';
import { manual as words } from './words.pt-BR';
import { placeOfFeature, wordsOfFeature } from './featureWords';
import { rowsAt } from './rowsAt';

const settings: FeatureSettings = {
  side: 12,
  cell: 4,
  orientations: 3,
  block: 2,
  zone: 6,
  ink: 0.5,
};
const { side } = settings;
/** Brighter to the right, with a blank last row. */
const pixels = Uint8Array.from({ length: side * side }, (_, i) =>
  i < side * (side - 1) ? (i % side) * 20 : 0,
);
const features = manualFeatures(pixels, settings);
const sizes = Object.fromEntries(
  GROUPS.map((group) => [group, features.groups[group].length]),
) as Record<(typeof GROUPS)[number], number>;

describe('the numbers at a place', () => {
  it('are those of its cell, its zone, its row and its column', () => {
    const rows = rowsAt({ row: 5, column: 7 }, features, null, settings, words);
    const measured = Object.fromEntries(rows.map(({ key, measured }) => [key, measured]));
    // Right of column 7 lie the brighter ones: of 6 to 11, levels 120 to 220.
    expect(measured.zone).toBeCloseTo(170 / 255);
    expect(measured.rowInk).toBeCloseTo(110 / 255);
    expect(measured.columnInk).toBeCloseTo(((140 / 255) * 11) / 12);
    expect([measured.rowStrokes, measured.columnStrokes]).toEqual([1, 1]);
    // Inside, brightness grows by 40 over two pixels, to the right.
    expect(measured['hog-0']).toBeCloseTo(40 / 255);
    expect(measured['hog-1']).toBe(0);
    expect(rows).toHaveLength(settings.orientations + 5);
  });

  it('are not there before anything is measured', () =>
    expect(
      rowsAt({ row: 0, column: 0 }, null, null, settings, words).every(
        ({ measured, saying }) => measured === null && saying === null,
      ),
    ).toBe(true));

  it('are found where a term that is chosen leads', () => {
    const group = GROUPS[0];
    for (let index = 0; index < sizes[group]; index++) {
      const place = featurePlace(group, index, settings);
      const term = { group, index, amount: 1 } as FeatureTerm;
      const said = saidByPlace([term], sizes, settings);
      const at = placeOfFeature(place, settings, { row: 0, column: 0 });
      const spoken = rowsAt(at, features, said, settings, words).filter(({ saying }) => saying);
      expect(spoken.map(({ key }) => key)).toEqual([
        `hog-${place.group === 'hog' ? place.orientation : ''}`,
      ]);
    }
  });
});

it('every feature has a name of its own', () => {
  for (const group of GROUPS) {
    const names = Array.from({ length: sizes[group] }, (_, index) =>
      wordsOfFeature(featurePlace(group, index, settings), settings, words),
    );
    expect(new Set(names).size).toBe(names.length);
  }
});
