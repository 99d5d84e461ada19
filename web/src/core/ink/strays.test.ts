/** What belongs to no digit, where photographs don't show it; tests/images/test_sheet.py has the same for Python. */
import { expect, it } from 'vitest';
import { withoutLines } from './paperLines';
import { withoutStrays } from './strays';

const [WIDTH, HEIGHT] = [200, 160];

/** A map of ink with rectangles of whole strokes: [left, top, right, bottom]. */
function ink(...parts: [number, number, number, number][]) {
  const data = new Float64Array(WIDTH * HEIGHT);
  for (const [left, top, right, bottom] of parts)
    for (let row = top; row < bottom; row++) data.fill(1, row * WIDTH + left, row * WIDTH + right);
  return { data, width: WIDTH, height: HEIGHT };
}

type Part = [number, number, number, number];

it('takes out a line that a digit stands on, and not a digit’s own bar', () => {
  const line: Part = [0, 130, WIDTH, 134];
  const one: Part = [96, 30, 104, 134];
  const found = withoutLines(ink(line, one));
  expect(found.data[132 * WIDTH + 20]).toBe(0);
  expect(found.data[80 * WIDTH + 100]).toBe(1);
  // A bar of a seven that reaches both sides: what hangs from it begins at its end.
  const seven = ink([0, 20, WIDTH, 24], [190, 20, WIDTH, 150]);
  expect(withoutLines(seven)).toBe(seven);
  // A stroke on both sides is crossed, and nobody's underline.
  const cross = ink([0, 80, WIDTH, 84], [96, 30, 104, 140]);
  expect(withoutLines(cross)).toBe(cross);
});

it('takes away a frame around a digit, and neither one without a digit nor one that ink leads into', () => {
  const frame: Part[] = [
    [40, 20, 160, 22],
    [40, 138, 160, 140],
    [40, 20, 42, 140],
    [158, 20, 160, 140],
  ];
  const one: Part = [96, 40, 104, 120];
  expect([...withoutStrays(ink(...frame, one), 0.1, false).data]).toEqual([...ink(one).data]);
  const tongue: Part = [40, 70, 130, 74];
  const led = ink(...frame, [96, 40, 104, 66], [96, 78, 104, 120], tongue);
  expect(withoutStrays(led, 0.1, false).data[70 * WIDTH + 60]).toBe(1);
});
