/** Kernels over whole planes, against PyTorch's conv2d. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filteredSide, filterPlane, filterProblem, filterTerms, type Filter } from './filter';
import { separate } from './separable';
import type { Plane } from './tensor';

interface Case extends Omit<Filter, 'weights'> {
  weights: string;
  picture: string;
  height: number;
  width: number;
  shape: [number, number] | null;
  result: string | null;
}

const file = fileURLToPath(new URL('../../../tests/parity/filter/conv2d.json', import.meta.url));
const cases: Case[] = JSON.parse(readFileSync(file, 'utf8'));
const numbers = (text: string) =>
  new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);

const filterOf = ({ weights, size, stride, edges, padding, dilation }: Case): Filter => ({
  weights: [...numbers(weights)],
  ...{ size, stride, edges, padding, dilation },
});
const planeOf = ({ picture, width, height }: Case): Plane => ({
  data: numbers(picture),
  width,
  height,
});

describe("PyTorch's conv2d", () => {
  const fitting = cases.filter(({ result }) => result !== null);

  it('is equalled within 1e-5 in every combination, and refuses the same ones', () => {
    expect(fitting.length).toBeGreaterThan(500);
    for (const given of cases) {
      const filter = filterOf(given);
      const what = JSON.stringify({ ...given, weights: 0, picture: 0, result: 0 });
      const problem = filterProblem(filter, given.width, given.height);
      expect(problem === null, what).toBe(given.result !== null);
      if (given.result === null) continue;
      const made = filterPlane(planeOf(given), filter);
      expect([made.height, made.width], what).toEqual(given.shape);
      const wanted = numbers(given.result);
      const worst = wanted.reduce((most, x, i) => Math.max(most, Math.abs(x - made.data[i])), 0);
      expect(worst, what).toBeLessThan(1e-5);
    }
  });

  it('has cases for both ways of computing: in one pass and in two', () => {
    const ranks = fitting.map((given) => separate(filterOf(given).weights, given.size) !== null);
    expect(ranks.filter(Boolean).length).toBeGreaterThan(100);
    expect(ranks.filter((isOne) => !isOne).length).toBeGreaterThan(100);
  });

  it('is the sum of the terms that are listed, at every corner', () => {
    for (const given of fitting) {
      const [filter, plane, wanted] = [filterOf(given), planeOf(given), numbers(given.result!)];
      const [height, width] = given.shape!;
      for (const at of [
        { row: 0, column: 0 },
        { row: height - 1, column: width - 1 },
      ]) {
        const sum = filterTerms(plane, filter, at).reduce((total, { amount }) => total + amount, 0);
        expect(Math.abs(sum - wanted[at.row * width + at.column])).toBeLessThan(1e-5);
      }
    }
  });
});

describe('what does not fit', () => {
  const filter: Filter = {
    ...{ size: 7, weights: new Array(49).fill(1), stride: 1 },
    ...{ edges: 'zero', padding: 0, dilation: 1 },
  };

  it('is named with the padding that would do', () => {
    expect(filterProblem(filter, 9, 5)).toEqual({
      ...{ rule: 'span', size: 7, span: 7, padded: 5, least: 1 },
    });
    expect(filterProblem({ ...filter, padding: 1 }, 9, 5)).toBeNull();
    expect(filterProblem({ ...filter, dilation: 2 }, 9, 9)).toMatchObject({ span: 13, least: 2 });
  });

  it('padding counts for nothing where there is none', () => {
    expect(filterProblem({ ...filter, edges: 'none', padding: 9 }, 9, 5)?.rule).toBe('span');
  });

  it('a picture of one pixel can be padded with zeros, not mirrored', () => {
    expect(filterProblem({ ...filter, padding: 3 }, 1, 1)).toBeNull();
    expect(filterProblem({ ...filter, edges: 'reflect', padding: 3 }, 1, 1)).toEqual({
      ...{ rule: 'reflect', padding: 3, side: 1 },
    });
    const made = filterPlane(
      { data: Float32Array.of(0.5), width: 1, height: 1 },
      { ...filter, padding: 3 },
    );
    expect([...made.data]).toEqual([0.5]);
  });
});

it('the least padding that is named fits, and one less does not', () => {
  const side = fc.integer({ min: 1, max: 20 });
  fc.assert(
    fc.property(
      side,
      side,
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 8 }),
      (width, height, size, dilation) => {
        const filter: Filter = {
          ...{ size, dilation, weights: new Array(size * size).fill(1), stride: 1 },
          ...{ edges: 'zero', padding: 0 },
        };
        const problem = filterProblem(filter, width, height);
        if (problem?.rule !== 'span') return;
        const padding = problem.least;
        expect(filterProblem({ ...filter, padding }, width, height)).toBeNull();
        expect(filterProblem({ ...filter, padding: padding - 1 }, width, height)).not.toBeNull();
        expect(
          filteredSide(Math.min(width, height), { ...filter, padding }),
        ).toBeGreaterThanOrEqual(1);
      },
    ),
  );
});
