import { describe, expect, it } from 'vitest';
import { dot, movedTo, normalNoise, spherical } from './noiseVectors';

const length = (vector: ArrayLike<number>) => Math.sqrt(dot(vector, vector));

describe('noise', () => {
  it('is normal, and the same for the same seed', () => {
    const many = normalNoise(20_000, 3);
    const mean = many.reduce((sum, value) => sum + value, 0) / many.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(dot(many, many) / many.length).toBeCloseTo(1, 1);
    // 68.3% within one standard deviation, 95.4% within two.
    const within = (limit: number) => many.filter((value) => Math.abs(value) < limit).length;
    expect(within(1) / many.length).toBeCloseTo(0.683, 1);
    expect(within(2) / many.length).toBeCloseTo(0.954, 1);
    expect(normalNoise(64, 3)).toEqual(many.slice(0, 64));
    expect(normalNoise(64, 4)).not.toEqual(many.slice(0, 64));
  });

  it('moves along a direction, and not across it', () => {
    const moved = movedTo([1, 2, 5], [0.6, 0.8, 0], -1);
    expect(dot(moved, [0.6, 0.8, 0])).toBeCloseTo(-1, 6);
    expect(dot(moved, [0.8, -0.6, 0])).toBeCloseTo(0.8 - 1.2, 6);
    expect(moved[2]).toBe(5);
  });

  it('goes around the origin: halfway it is as long as at the ends', () => {
    const [a, b] = [normalNoise(64, 1), normalNoise(64, 2)];
    expect(spherical(a, b, 0)).toEqual(a);
    spherical(a, b, 1).forEach((value, i) => expect(value).toBeCloseTo(b[i], 5));
    const middle = length(spherical([3, 0], [0, 3], 0.5));
    expect(middle).toBeCloseTo(3, 6);
    expect(spherical([3, 0], [0, 3], 1 / 3)[0]).toBeCloseTo(3 * Math.cos(Math.PI / 6), 5);
  });

  it('goes straight where there is no angle: the same twice, opposite ones, zero', () => {
    expect([...spherical([2, 0], [2, 0], 0.5)]).toEqual([2, 0]);
    expect([...spherical([2, 0], [-2, 0], 0.5)]).toEqual([0, 0]);
    expect([...spherical([0, 0], [0, 4], 0.25)]).toEqual([0, 1]);
  });
});
