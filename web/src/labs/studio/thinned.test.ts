import { expect, it } from 'vitest';
import { thinned } from './thinned';

it('keeps few points as they are, and of many the first, the last and as many as asked', () => {
  expect(thinned([1, 2, 3], 5)).toEqual([1, 2, 3]);
  const many = Array.from({ length: 1000 }, (_, i) => i);
  const few = thinned(many, 7);
  expect(few).toHaveLength(7);
  expect([few[0], few.at(-1)]).toEqual([0, 999]);
  expect(few).toEqual([...few].sort((a, b) => a - b));
});
