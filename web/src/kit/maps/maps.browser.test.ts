/** One map, large: its pixels are its values' colours, and a place is pointed at, moved to and picked. */
import { expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import Themed from '../testThemed.svelte';
import MapView from './MapView.svelte';

const map = {
  part: MapView,
  values: [0, 0.5, 1, 1, 0, 0],
  width: 3,
  height: 2,
  paint: 'activation',
  most: 1,
  label: 'Map 0',
} as const;

function pixels(): number[][] {
  const canvas = document.querySelector('canvas')!;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return Array.from({ length: data.length / 4 }, (_, i) => [...data.slice(4 * i, 4 * i + 3)]);
}

it('has one pixel a value, equal values in equal colours', () => {
  render(Themed, map);
  const [none, half, all, ...rest] = pixels();
  expect(rest).toEqual([all, none, none]);
  expect(new Set([none, half, all].map(String)).size).toBe(3);
});

it('what is not there yet has a colour that is on no scale', async () => {
  const { rerender } = await render(Themed, { ...map, upTo: 3 });
  const [none, , all, last, fifth, sixth] = pixels();
  expect(last).toEqual(all);
  expect(fifth).toEqual(sixth);
  expect([String(none), String(all)]).not.toContain(String(fifth));
  await rerender({ theme: 'dark' });
  expect(pixels()[5]).not.toEqual(sixth);
});

it('tells the place under the pointer, and that the pointer rests on it', async () => {
  const [onpoint, onhold] = [vi.fn(), vi.fn()];
  render(Themed, { ...map, size: 150, onpoint, onhold });
  const view = page.getByRole('img', { name: 'Map 0' });
  await view.hover({ position: { x: 120, y: 80 } });
  expect(onpoint).toHaveBeenLastCalledWith(1, 2);
  await view.hover({ position: { x: 60, y: 10 } });
  expect(onpoint).toHaveBeenLastCalledWith(0, 1);
  expect(onhold).toHaveBeenLastCalledWith(true);
});

it('arrow keys move the window, Enter picks what it is on', async () => {
  const [onmove, onpick] = [vi.fn(), vi.fn()];
  const box = { row: 1, column: 1, height: 1, width: 2 };
  render(Themed, { ...map, box, lit: { row: 0, column: 2 }, onmove, onpick });
  (page.getByRole('application').element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowUp}{ArrowRight}x{Enter}');
  expect(onmove.mock.calls).toEqual([
    [-1, 0],
    [0, 1],
  ]);
  expect(onpick).toHaveBeenCalledExactlyOnceWith(1, 1);
  const { left, width } = document.querySelector<HTMLElement>('.box')!.style;
  expect([parseFloat(left), parseFloat(width)]).toEqual(
    [100 / 3, 200 / 3].map((x) => expect.closeTo(x, 3)),
  );
});
