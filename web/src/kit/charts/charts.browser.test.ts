/** The numbers behind charts as tables, and what is mistaken for what. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { commands, page } from 'vitest/browser';
import { i18n } from '../i18n/i18n.svelte';
import StayBars from '../shift/StayBars.svelte';
import '../tokens.css';
import BarRows from './BarRows.svelte';
import ChartTable from './ChartTable.svelte';
import Confusion from './Confusion.svelte';
import ShareBar from './ShareBar.svelte';
import ShareCell from './ShareCell.svelte';

declare module 'vitest/browser' {
  interface BrowserCommands {
    contrastTheme: (isOn: boolean) => Promise<void>;
  }
}

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

describe('under a contrast theme', () => {
  beforeEach(() => commands.contrastTheme(true));
  afterEach(() => commands.contrastTheme(false));

  /** A picture's colours along its middle row, at these shares of its width. */
  async function coloursOf(element: Element, shares: readonly number[]): Promise<string[]> {
    const base64 = await page.screenshot({ element, save: false });
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes]));
    const { width, height } = picture;
    const context = new OffscreenCanvas(width, height).getContext('2d')!;
    context.drawImage(picture, 0, 0);
    return shares.map((share) =>
      context
        .getImageData(share * width, height / 2, 1, 1)
        .data.slice(0, 3)
        .join(' '),
    );
  }

  it.each([
    ['a bar in its track', () => render(ShareBar, { share: 0.5 }), '.track'],
    ['the one that counts', () => render(ShareBar, { share: 0.5, isLit: true }), '.track'],
    ['what stays', () => render(StayBars, { shares: [{ words: 'here', share: 0.5 }] }), '.bar'],
    [
      'a row of a chart',
      () => render(BarRows, { label: '', most: 1, rows: [{ name: '', share: 0.5, text: '' }] }),
      '.track',
    ],
  ])('%s is told from it, and both from the page', async (_, show, selector) => {
    await show();
    const bar = document.querySelector(selector)!;
    const [full, empty] = await coloursOf(bar, [0.25, 0.75]);
    const ground = await coloursOf(document.body, [0.999]);
    expect(new Set([full, empty, ...ground]).size).toBe(3);
  });

  it('a share in a table keeps its bar behind the number', async () => {
    await render(ShareCell, { share: 0.5, wins: false });
    const cell = document.querySelector('td')!;
    cell.style.minWidth = '300px';
    const [full, empty] = await coloursOf(cell, [0.45, 0.75]);
    expect(full).not.toBe(empty);
  });
});
