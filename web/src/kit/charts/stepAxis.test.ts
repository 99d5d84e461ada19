import { describe, expect, it } from 'vitest';
import { evenTicks, nearest, parts, stepPlace, stepTicks } from './stepAxis';

describe('steps on an axis', () => {
  it('lie in proportion, or further by the same factor', () => {
    expect(stepPlace(3750, 'linear', 30, 15_000)).toBeCloseTo(0.25, 12);
    const log = (step: number) => stepPlace(step, 'log', 30, 15_000);
    expect(log(300) - log(30)).toBeCloseTo(log(3000) - log(300), 12);
    expect(log(0)).toBe(0);
    expect(log(15_000)).toBe(1);
  });

  it('rise without a jump where the logarithm begins, and stay inside', () => {
    const log = (step: number) => stepPlace(step, 'log', 30, 15_000);
    expect(log(30.001) - log(30)).toBeLessThan(1e-4);
    expect(log(15)).toBeGreaterThan(log(0));
    for (const kind of ['log', 'linear'] as const) {
      expect(stepPlace(99_999, kind, 30, 15_000)).toBe(1);
      expect(stepPlace(-1, kind, 30, 15_000)).toBe(0);
    }
  });

  it('are named by powers of ten, or by equal round parts', () => {
    expect(stepTicks('log', 30, 15_000)).toEqual([0, 100, 1000, 10_000]);
    expect(stepTicks('linear', 30, 15_000)).toEqual([
      0, 2000, 4000, 6000, 8000, 10_000, 12_000, 14_000,
    ]);
    expect(stepTicks('linear', 2, 1024)).toEqual([0, 200, 400, 600, 800, 1000]);
  });

  it('are named without a trace of binary fractions', () => {
    expect(evenTicks(0.54)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(evenTicks(1.29)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1, 1.2]);
  });

  it('are found by place: the nearest, of two the first', () => {
    expect([-1, 4, 5, 6, 99].map((at) => nearest([0, 10, 20], at))).toEqual([0, 0, 0, 1, 2]);
    expect(nearest([], 3)).toBe(-1);
  });
});

it('parts a curve where its values are counted anew', () => {
  const points = [10, 20, 30, 40].map((step) => [step, step / 10] as const);
  expect(parts(points, [])).toEqual([points]);
  expect(parts(points, [25])).toEqual([points.slice(0, 2), points.slice(2)]);
  expect(parts(points, [5, 30, 100])).toEqual([points.slice(0, 2), points.slice(2)]);
  expect(parts([], [25])).toEqual([]);
});
