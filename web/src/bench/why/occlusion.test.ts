import { describe, expect, it } from 'vitest';
import { occlude, OCCLUDER, placesOf } from './occlusion';

describe('the square that slides', () => {
  const shape = [1, 28, 28];
  const picture = new Float32Array(784).fill(1);
  const pictures = occlude(picture, shape);
  const covered = (place: number) =>
    Array.from(pictures.subarray(784 * place, 784 * (place + 1))).flatMap((ink, i) =>
      ink === OCCLUDER.grey ? [[Math.floor(i / 28), i % 28]] : [],
    );

  it('visits every place, row by row', () => {
    expect(placesOf(28, OCCLUDER)).toBe(14);
    expect(pictures).toHaveLength(196 * 784);
  });

  it('covers 6×6 pixels around the 2×2 that the place answers for', () => {
    const cells = covered(14 * 3 + 5);
    expect(cells).toHaveLength(36);
    // Pixels 6–7 and 10–11, with two more on each side.
    expect([cells[0], cells.at(-1)]).toEqual([
      [4, 8],
      [9, 13],
    ]);
  });

  it('is cut at the border and leaves all else as it was', () => {
    expect(covered(0)).toHaveLength(16);
    expect(covered(195).at(-1)).toEqual([27, 27]);
    expect(pictures.every((ink) => ink === 1 || ink === OCCLUDER.grey)).toBe(true);
  });

  it('covers all channels, on pictures that are no square', () => {
    const result = occlude(new Float32Array(2 * 3 * 5), [2, 3, 5], { size: 1, step: 1, grey: 1 });
    expect(result).toHaveLength(15 * 30);
    for (let place = 0; place < 15; place++) {
      const own = result.subarray(30 * place, 30 * (place + 1));
      expect([own[place], own[15 + place]]).toEqual([1, 1]);
      expect(own.reduce((sum, ink) => sum + ink, 0)).toBe(2);
    }
  });
});
