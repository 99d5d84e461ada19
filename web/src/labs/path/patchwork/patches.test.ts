import { describe, expect, it } from 'vitest';
import { patchwork } from './patches';

const SIDE = 28;
const flat = (grey: number) => new Uint8Array(SIDE * SIDE).fill(grey);
const EXAMPLES = [flat(10), flat(20), flat(30)];

describe('a patchwork', () => {
  it('of one piece is a copy', () => {
    for (const seed of [1, 2, 3, 4])
      expect(EXAMPLES).toContainEqual(patchwork(EXAMPLES, SIDE, SIDE, seed));
  });

  it('has every piece from one example, at its place', () => {
    const ramps = EXAMPLES.map((_, e) => Uint8Array.from({ length: 784 }, (_, i) => (i + e) % 256));
    const made = patchwork(ramps, SIDE, 7, 5);
    for (let row = 0; row < SIDE; row += 7)
      for (let column = 0; column < SIDE; column += 7) {
        const places = Array.from(
          { length: 49 },
          (_, i) => (row + Math.floor(i / 7)) * SIDE + column + (i % 7),
        );
        const isFrom = ramps.some((ramp) => places.every((place) => made[place] === ramp[place]));
        expect(isFrom).toBe(true);
      }
  });

  it('of single pixels has each example’s share of them', () => {
    const made = patchwork(EXAMPLES, SIDE, 1, 9);
    for (const grey of [10, 20, 30]) {
      const share = made.filter((value) => value === grey).length / made.length;
      expect(share).toBeCloseTo(1 / 3, 1);
    }
  });

  it('is the same for the same seed, another for another', () => {
    expect(patchwork(EXAMPLES, SIDE, 4, 1)).toEqual(patchwork(EXAMPLES, SIDE, 4, 1));
    expect(patchwork(EXAMPLES, SIDE, 4, 1)).not.toEqual(patchwork(EXAMPLES, SIDE, 4, 2));
  });
});
