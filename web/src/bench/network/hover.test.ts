/** What is looked at, and that looking at it once more changes nothing. */
import { expect, it } from 'vitest';
import { Hover } from './hover.svelte';

const unit = (channel: number) => ({ layer: 'conv1_relu', channel, row: 2, column: 3 });

it('stays the same object while the same number is pointed at, pinned, or both', () => {
  const hover = new Hover();
  hover.point(unit(1));
  const first = hover.unit;
  hover.point(unit(1));
  expect(hover.unit).toBe(first);
  hover.pin(unit(1));
  expect(hover.unit).toBe(first);
  expect(hover.pinned).toBe(first);
});

it('is what is pointed at, else what is pinned', () => {
  const hover = new Hover();
  hover.pin(unit(1));
  hover.point(unit(2));
  expect(hover.unit).toEqual(unit(2));
  hover.point({ ...unit(2), layer: 'conv2_relu' });
  expect(hover.unit).toEqual({ ...unit(2), layer: 'conv2_relu' });
  hover.point(null);
  expect(hover.unit).toEqual(unit(1));
  hover.pin(null);
  expect(hover.unit).toBeNull();
});
