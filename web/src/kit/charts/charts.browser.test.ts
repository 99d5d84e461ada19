/** The numbers behind charts as tables, and what is mistaken for what. */
import { beforeEach, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { i18n } from '../i18n/i18n.svelte';
import ChartTable from './ChartTable.svelte';
import Confusion from './Confusion.svelte';

beforeEach(() => {
  i18n.language = 'en';
});

const table = {
  caption: 'Accuracy',
  head: ['Step', 'Share'],
  rows: [
    ['1', '50.0%'],
    ['2', '75.0%'],
  ],
};

it('a table is folded away until somebody opens it', async () => {
  render(ChartTable, table);
  await expect.element(page.getByText('75.0%')).not.toBeVisible();
  await page.getByText('See it as a table', { exact: false }).click();
  await expect.element(page.getByText('75.0%')).toBeVisible();
  const headings = page
    .getByRole('rowheader')
    .elements()
    .map(({ textContent }) => textContent);
  expect(headings).toEqual(['1', '2']);
});

it('a long one is made only when it is opened', async () => {
  render(ChartTable, { ...table, title: 'Every step', isLazy: true });
  expect(document.querySelector('table')).toBeNull();
  await page.getByText('Every step').click();
  await expect.element(page.getByRole('table', { name: 'Accuracy' })).toBeVisible();
});

const confusion = [
  [98, 0, 2],
  [1, 1099, 0],
  [0, 8, 90],
];

it('mistakes are tinted by how many they are, and list what they are', async () => {
  const list = { isChosen: (label: number | null) => label === 2, onpick: vi.fn() };
  render(Confusion, { confusion, caption: 'Labels and answers', list });
  await page.getByTestId('cell-2-1').click();
  expect(list.onpick).toHaveBeenLastCalledWith(2, 1);
  await expect.element(page.getByTestId('cell-2-1')).toHaveAttribute('aria-pressed', 'true');
  await expect.element(page.getByTestId('cell-0-2')).toHaveAccessibleName('0 read as 2: 2');
  const tint = (cell: string) =>
    parseFloat((page.getByTestId(cell).element() as HTMLElement).style.getPropertyValue('--tint'));
  expect([tint('cell-1-0'), tint('cell-2-1')]).toEqual([12, 48]);
  expect(tint('cell-0-2')).toBeGreaterThan(12);
  await page.getByRole('columnheader').nth(1).getByRole('button').click();
  expect(list.onpick).toHaveBeenLastCalledWith(null, 1);
  await page.getByRole('rowheader').nth(0).getByRole('button').click();
  expect(list.onpick).toHaveBeenLastCalledWith(0, null);
  // A right answer is not a mistake to list.
  await expect.element(page.getByText('1,099')).toHaveClass('right');
});

it('where nothing can be listed there is nothing to press', () => {
  render(Confusion, { confusion, caption: 'Labels and answers' });
  expect(page.getByRole('button').elements()).toHaveLength(0);
  expect(document.querySelectorAll('.cell')).toHaveLength(3);
});
