/** Sums as they are shown: the terms and the grids of numbers. */
import { beforeEach, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import type { ShownTerm } from '../../core/shownTerms';
import { i18n } from '../i18n/i18n.svelte';
import Themed from '../testThemed.svelte';
import NumberGrid from './NumberGrid.svelte';
import TermList from './TermList.svelte';

beforeEach(() => {
  i18n.language = 'en';
});

const term = (index: number, input: number, weight: number): ShownTerm => ({
  index,
  shown: input * weight,
  term: { from: { channel: index, row: 0, column: 0 }, input, weight, amount: input * weight },
});
const pro = [term(4, 2, 0.5), term(1, 0.5, 0.25)];
const contra = [term(7, 1, -0.75)];
const placeOf = ({ index }: ShownTerm) => `map ${index}`;

it('terms stand for and against, the length of each beside the largest', async () => {
  const onpick = vi.fn();
  render(TermList, { pro, contra, placeOf, onpick });
  const buttons = page.getByRole('button');
  await expect.element(buttons.first()).toHaveTextContent('map 4 2.000 × 0.500 1.000');
  expect(buttons.elements()).toHaveLength(3);
  await expect.element(buttons.nth(2)).toHaveTextContent('−0.750');
  const shares = [...document.querySelectorAll('li')].map((item) =>
    item.style.getPropertyValue('--share'),
  );
  expect(shares).toEqual(['1', '0.125', '0.75']);
  await buttons.nth(1).click();
  expect(onpick).toHaveBeenCalledExactlyOnceWith(pro[1]);
});

it('without anything to open, terms are only listed, and an empty side is left out', async () => {
  render(TermList, { pro, contra: [], placeOf });
  await expect.element(page.getByText('map 4')).toBeVisible();
  expect(page.getByRole('button').elements()).toHaveLength(0);
  expect(document.querySelectorAll('section')).toHaveLength(1);
});

it('a side without terms says so where terms open', async () => {
  i18n.language = 'pt-BR';
  render(TermList, { pro: [], contra, placeOf, onpick: () => {} });
  await expect.element(page.getByRole('listitem').first()).toHaveTextContent(/\S/);
  await expect.element(page.getByRole('button')).toHaveTextContent('−0,750');
});

const grid = {
  columns: 2,
  paint: 'diverging',
  most: 1,

  label: 'Products',
} as const;

it('a grid tells which number is pointed at, and when the pointer has left', async () => {
  const onpoint = vi.fn();
  render(Themed, {
    part: NumberGrid,
    ...grid,
    values: [1, -1, 0, 0.5],
    lit: 2,
    faded: [1],
    onpoint,
  });
  const group = page.getByRole('group', { name: 'Products' });
  await expect.element(group).toHaveTextContent('1.000−1.0000.0000.500');
  await group.getByText('0.500').hover();
  expect(onpoint).toHaveBeenLastCalledWith(3);
  const cells = [...document.querySelectorAll('.cell')];
  expect(cells.map((cell) => cell.classList.contains('lit'))).toEqual([false, false, true, false]);
  expect(cells[1].classList.contains('faded')).toBe(true);
  // The strongest of both signs are told apart by colour.
  const [positive, negative] = cells.map((cell) => getComputedStyle(cell).backgroundColor);
  expect(positive).not.toBe(negative);
});

it('cells that open a number are buttons', async () => {
  const onpick = vi.fn();
  render(Themed, { part: NumberGrid, ...grid, values: [0.1, 0.2], onpick });
  await page.getByRole('button', { name: '0.200' }).click();
  expect(onpick).toHaveBeenCalledExactlyOnceWith(1);
});
