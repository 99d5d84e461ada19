import { describe, expect, it } from 'vitest';
import { cornerOf, sheetOf, sizeOfSheet } from './paintSheet';

describe('all maps in one picture', () => {
  it.each([
    [[64, 7, 7], 8, 8, 63, 63],
    [[32, 28, 28], 8, 4, 231, 115],
    [[3136], 56, 56, 56, 56],
    [[1, 28, 28], 1, 1, 28, 28],
    // A prime number of maps would be one long row.
    [[13, 2, 2], 4, 4, 11, 11],
  ])('%j', (shape, columns, rows, width, height) => {
    const sheet = sheetOf(shape);
    expect(sheet).toMatchObject({ columns, rows });
    expect(sizeOfSheet(sheet)).toEqual({ width, height });
  });

  it('each map has a corner of its own, a gap from the next', () => {
    expect(cornerOf(sheetOf([64, 7, 7]), 9)).toEqual({ x: 8, y: 8 });
    expect(cornerOf(sheetOf([3136]), 57)).toEqual({ x: 1, y: 1 });
  });
});
