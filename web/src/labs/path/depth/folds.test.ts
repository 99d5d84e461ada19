import { expect, it } from 'vitest';
import { cornersOf, folded, piecesOf } from './folds';

it('each layer doubles the straight pieces, and they are straight', () => {
  for (const layers of [1, 2, 3, 6]) {
    const corners = cornersOf(layers);
    expect(corners).toHaveLength(piecesOf(layers) + 1);
    // Up and down in turn, all the way each time.
    expect(corners.map(({ y }) => y)).toEqual(corners.map((_, i) => i % 2));
    for (const [i, { x, y }] of corners.slice(1).entries()) {
      const before = corners[i];
      expect(folded((x + before.x) / 2, layers)).toBeCloseTo((y + before.y) / 2, 12);
    }
  }
});

it('no layer at all is the line itself', () => expect(folded(0.3, 0)).toBe(0.3));
