import { describe, expect, it } from 'vitest';
import { edgeStrokes } from './edgeStrokes';

describe('strokes along edges', () => {
  const strokes = edgeStrokes({ side: 28, cell: 4, orientations: 9 });

  it('has one for each direction of each cell, inside its cell', () => {
    expect(strokes.length).toBe(7 * 7 * 9);
    for (const { index, x1, y1, x2, y2 } of strokes) {
      const cell = Math.floor(index / 9);
      const [left, top] = [(cell % 7) * 4, Math.floor(cell / 7) * 4];
      expect(Math.min(x1, x2)).toBeGreaterThanOrEqual(left);
      expect(Math.max(x1, x2)).toBeLessThanOrEqual(left + 4);
      expect(Math.min(y1, y2)).toBeGreaterThanOrEqual(top);
      expect(Math.max(y1, y2)).toBeLessThanOrEqual(top + 4);
      expect((x1 + x2) / 2).toBeCloseTo(left + 2);
      expect((y1 + y2) / 2).toBeCloseTo(top + 2);
    }
  });

  it('lies at right angles to the direction in which brightness changes', () => {
    // Brightness changes at 90°, downwards: the edge lies level.
    const level = edgeStrokes({ side: 4, cell: 4, orientations: 9 })[4];
    expect(level.y1).toBeCloseTo(level.y2);
    expect(Math.abs(level.x2 - level.x1)).toBeGreaterThan(3);
  });
});
