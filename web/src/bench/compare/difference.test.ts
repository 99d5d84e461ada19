/** Distances against their definition, on hand-made numbers and on two real digits. */
import { describe, expect, it } from 'vitest';
import { TestNetwork } from '../../inference/testNetworks';
import { difference, distanceOf, mostDifferent, reordered } from './difference';

const of = (...values: number[]) => Float32Array.from(values);

const norm = (values: number[]) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));
const centred = (values: number[]) => {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return values.map((v) => v - mean);
};

describe('how far apart', () => {
  it('equal results are not apart at all', () => {
    expect(distanceOf(of(1, 2, 3), of(1, 2, 3))).toEqual({ apart: 0, correlation: 1 });
  });

  it('what shares no value is 1 apart, what is opposite √2', () => {
    expect(distanceOf(of(3, 0), of(0, 4)).apart).toBe(1);
    const opposite = distanceOf(of(1, -2), of(-1, 2));
    expect(opposite.apart).toBeCloseTo(Math.SQRT2, 12);
    expect(opposite.correlation).toBeCloseTo(-1, 12);
  });

  it('is the same seen from either side, and known by hand', () => {
    // Gap (1, −2, 2): 9; squares 14 + 17.
    const [a, b] = [of(1, 2, 3), of(0, 4, 1)];
    expect(distanceOf(a, b).apart).toBeCloseTo(Math.sqrt(9 / 31), 7);
    expect(distanceOf(b, a)).toEqual(distanceOf(a, b));
  });

  it('a result that is the same everywhere correlates with nothing', () => {
    expect(distanceOf(of(0.1, 0.1, 0.1), of(1, 2, 3)).correlation).toBeNull();
    expect(distanceOf(of(0, 0), of(0, 0))).toEqual({ apart: 0, correlation: null });
  });

  it('a louder copy correlates fully but is apart', () => {
    const { apart, correlation } = distanceOf(of(1, 2, 4), of(2, 4, 8));
    expect(correlation).toBeCloseTo(1, 6);
    expect(apart).toBeCloseTo(Math.sqrt(21 / 105), 6);
  });

  it('the map that differs most comes first, and ordering loses no value', () => {
    const gap = of(0, 1, -5, 0, 2, 2);
    expect(difference(of(1, 2.5), of(3, -1))).toEqual(of(-2, 3.5));
    expect(mostDifferent(gap, 2)).toEqual([1, 2, 0]);
    expect(reordered(gap, [1, 2, 0])).toEqual(of(-5, 0, 2, 2, 0, 1));
  });

  it('on every layer of two real digits, agrees with the definitions taken term by term', async () => {
    const network = await TestNetwork.load('artifacts', 2);
    for (const { name } of network.manifest.layers) {
      const [a, b] = [0, 1].map((image) => Array.from(network.tensor(image, name).data));
      const gap = a.map((value, i) => value - b[i]);
      const { apart, correlation } = distanceOf(Float32Array.from(a), Float32Array.from(b));
      expect(apart).toBeCloseTo(norm(gap) / Math.hypot(norm(a), norm(b)), 9);
      const [fromMeanA, fromMeanB] = [a, b].map(centred);
      const product = fromMeanA.reduce((sum, value, i) => sum + value * fromMeanB[i], 0);
      expect(correlation).toBeCloseTo(product / norm(fromMeanA) / norm(fromMeanB), 9);
    }
  });
});
