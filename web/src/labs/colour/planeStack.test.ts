import { describe, expect, it } from 'vitest';
import { planeStack, spreadOfDrag } from './planeStack';

const extent = (size: number, degrees: number) => size * Math.cos((degrees * Math.PI) / 180);

describe.each([
  [4, 1000, 1.33],
  [5, 1000, 1],
  [5, 700, 3],
  [4, 350, 1.33],
  [5, 350, 0.5],
  [2, 1400, 20],
])('%i planes on %i pixels, aspect %f', (count, stageWidth, aspect) => {
  it('lie on one another at spread 0', () => {
    const { at, turnX, turnY } = planeStack({ count, stageWidth, aspect, spread: 0 });
    expect(new Set(at.map(({ x, y }) => `${x} ${y}`)).size).toBe(1);
    expect([Math.abs(turnX), Math.abs(turnY)]).toEqual([0, 0]);
  });

  it.each([0, 0.3, 1])('stay on the stage at spread %f', (spread) => {
    const stack = planeStack({ count, stageWidth, aspect, spread });
    for (const { x, y } of stack.at) {
      const [middleX, middleY] = [x + stack.width / 2, y + stack.height / 2];
      const [halfX, halfY] = [
        extent(stack.width, stack.turnY) / 2,
        extent(stack.height, stack.turnX) / 2,
      ];
      expect(middleX - halfX).toBeGreaterThanOrEqual(-0.01);
      expect(middleX + halfX).toBeLessThanOrEqual(stageWidth + 0.01);
      expect(middleY - halfY).toBeGreaterThanOrEqual(-0.01);
      expect(middleY + halfY).toBeLessThanOrEqual(stack.stageHeight + 0.01);
    }
  });

  it('are clear of one another at spread 1', () => {
    const { at, width, height, turnX, turnY } = planeStack({
      count,
      stageWidth,
      aspect,
      spread: 1,
    });
    const [dx, dy] = [at[1].x - at[0].x, at[1].y - at[0].y];
    expect(dx > extent(width, turnY) || dy > extent(height, turnX)).toBe(true);
  });

  it('keep the height of the stage as they move', () => {
    const heights = [0, 0.5, 1].map(
      (spread) => planeStack({ count, stageWidth, aspect, spread }).stageHeight,
    );
    expect(new Set(heights).size).toBe(1);
  });
});

it('a drag of the whole way is the whole spread', () => {
  const input = { count: 4, stageWidth: 900, aspect: 1.5 };
  const { at } = planeStack({ ...input, spread: 1 });
  expect(spreadOfDrag(input, at[3].x - at[0].x)).toBeCloseTo(1, 6);
});
