import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mistake } from '../../kit/measured/evaluation';
import { ALL, decodeQuality, encodeQuality, listed, type QualityView } from './qualityAddress';

const digit = fc.option(fc.integer({ min: 0, max: 9 }));
const index = fc.option(fc.integer({ min: 0, max: 9999 }));
const view: fc.Arbitrary<QualityView> = fc.oneof(
  fc.record({ label: digit, readAs: digit, isKnown: fc.constant(false), index }),
  fc.record({
    label: fc.constant(null),
    readAs: fc.constant(null),
    isKnown: fc.constant(true),
    index,
  }),
);

describe('the view as a text', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(view, (one) => {
        expect(decodeQuality(encodeQuality(one))).toEqual(one);
      }),
    );
  });

  it.each([
    [{ ...ALL }, 'all'],
    [{ ...ALL, label: 4, readAs: 9, index: 2130 }, 'l4r9.2130'],
    [{ ...ALL, readAs: 0 }, 'r0'],
    [{ ...ALL, isKnown: true }, 'known'],
  ])('%j is %s', (one, text) => expect(encodeQuality(one)).toBe(text));

  it('is closed without a text, and lists everything for one that it cannot read', () => {
    expect(decodeQuality(null)).toBeNull();
    for (const text of ['l12', 'x', 'all.-1', 'r4l9', '.', 'all.x'])
      expect(decodeQuality(text)).toEqual(ALL);
  });
});

describe('what is listed', () => {
  const mistake = (index: number, label: number, read_as: number, percentage: number) =>
    ({ index, label, read_as, percentage, known_label_error: index === 7 }) as Mistake;
  const mistakes = [
    mistake(3, 4, 9, 0.6),
    mistake(5, 4, 9, 0.9),
    mistake(7, 4, 2, 0.7),
    mistake(8, 1, 9, 0.9),
  ];
  const known = (images: Mistake[]) => ({ known: 2, mistaken: 1, read_as_people_do: 1, images });
  const indices = (choice: Partial<QualityView>, images: Mistake[] = []) =>
    listed({ mistaken: mistakes, label_errors: known(images) }, { ...ALL, ...choice }).map(
      ({ index }) => index,
    );

  it('are all of them, the surest first, of equally sure ones the first of the set', () => {
    expect(indices({})).toEqual([5, 8, 7, 3]);
  });

  it('are those of a cell, a row, a column, of doubtful labels', () => {
    expect(indices({ label: 4, readAs: 9 })).toEqual([5, 3]);
    expect(indices({ label: 4 })).toEqual([5, 7, 3]);
    expect(indices({ readAs: 9 })).toEqual([5, 8, 3]);
    expect(indices({ isKnown: true })).toEqual([7]);
    expect(indices({ label: 9 })).toEqual([]);
  });

  it('are also the doubtful labels that the network agrees with, where the record has them', () => {
    const agreed = mistake(9, 6, 6, 0.8);
    expect(indices({ isKnown: true }, [mistakes[2], agreed])).toEqual([9, 7]);
    expect(indices({}, [mistakes[2], agreed])).toEqual([5, 8, 7, 3]);
  });
});
