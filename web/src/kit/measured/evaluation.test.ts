/** The shipped record is read; a wrong one is refused, naming the place that is wrong. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseEvaluation } from './evaluation';

const shipped = () =>
  JSON.parse(
    readFileSync(new URL('../../../../artifacts/evaluation.json', import.meta.url), 'utf8'),
  );

describe('the shipped record', () => {
  const { test, pen } = parseEvaluation(shipped());

  it('holds every mistake with its picture and what the network says of it', () => {
    expect(test.mistaken).toHaveLength(test.mistakes);
    for (const { label, read_as, percentage, pixels, probabilities } of test.mistaken) {
      expect(read_as).not.toBe(label);
      expect(Math.max(...probabilities)).toBeCloseTo(percentage, 3);
      expect(probabilities[read_as]).toBe(Math.max(...probabilities));
      expect(pixels).toHaveLength(784);
      expect(Math.max(...pixels)).toBeGreaterThan(128);
    }
  });

  it('counts every test image once in the confusion matrix and in the tenths', () => {
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum(test.confusion.flat())).toBe(test.images);
    expect(sum(test.reliability.map(({ images }) => images))).toBe(test.images);
    expect(sum(test.confusion.map((row, label) => row[label]))).toBe(test.images - test.mistakes);
  });

  it('knows pens by their width', () => {
    for (const { pens } of Object.values(pen))
      for (const width of Object.keys(pens)) expect(Number(width)).toBeGreaterThan(0);
  });
});

describe('a record that does not fit', () => {
  /** Sets the value at the end of a path. */
  function spoil(record: unknown, place: string, value: unknown): void {
    const steps = place.split('.');
    const last = steps.pop()!;
    const holder = steps.reduce((at, step) => (at as Record<string, unknown>)[step], record);
    (holder as Record<string, unknown>)[last] = value;
  }

  it.each([
    ['test.mistaken.3.label', '4'],
    ['test.mistaken.0.pixels', 'AAAA'],
    ['test.mistaken.1.probabilities', [0.5, 0.5]],
    ['test.accuracy', 99.54],
    ['test.confusion.2', [1, 2, 3]],
    ['network.sha256.weights', undefined],
    ['corruptions.fog', null],
  ])('is refused at %s', (place, value) => {
    const record = shipped();
    spoil(record, place, value);
    expect(() => parseEvaluation(record)).toThrow(`evaluation.json does not fit at ${place}: `);
  });

  it('is refused where the list lacks a mistake that the matrix counts', () => {
    const record = shipped();
    record.test.mistaken.pop();
    expect(() => parseEvaluation(record)).toThrow('those that the confusion matrix counts');
  });

  it('is refused as a whole where it is none', () => {
    expect(() => parseEvaluation([])).toThrow('make evaluation');
  });

  it('may be without what was not measured', () => {
    const { network, test } = shipped();
    expect(parseEvaluation({ network, test })).toMatchObject({ pen: {}, others: {}, curves: {} });
  });
});
