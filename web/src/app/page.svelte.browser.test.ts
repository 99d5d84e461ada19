/** The page's state where only a real browser shows it: effects, the history, the network in a worker. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { flushSync } from 'svelte';
import { PageState } from './page.svelte';

const LOADS = { timeout: 20_000 };
let page: PageState;
let stop: () => void;

/** A page as it opens at an address. */
function opened(hash: string): PageState {
  stop?.();
  history.replaceState(null, '', hash);
  stop = $effect.root(() => {
    page = new PageState();
    // As the app does: every change in the address is written.
    $effect(() => {
      page.address.watch();
      page.address.write();
    });
    $effect(() => () => page.address.end());
  });
  flushSync();
  return page;
}
function drawOne(): void {
  page.drawing.begin(0.5, 0.15, 0.5);
  page.drawing.extend([[0.5, 0.85, 0.5]]);
  page.drawing.end();
}

beforeEach(() => sessionStorage.clear());
afterEach(() => stop());

it('the address is written once the stroke rests, not under the moving pen', async () => {
  opened('#/04?lang=en');
  const before = location.hash;
  page.drawing.begin(0.5, 0.2, 0.5);
  page.drawing.extend([[0.5, 0.8, 0.5]]);
  flushSync();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(location.hash).toBe(before);
  page.drawing.end();
  flushSync();
  await vi.waitFor(() => expect(location.hash).not.toBe(before));
  const drawn = page.drawing.current;
  opened(location.hash);
  const places = ({ strokes }: typeof drawn) =>
    strokes.map(({ points }) => points.map(([x, y]) => [x, y]));
  expect(places(page.drawing.current)).toEqual(places(drawn));
});

it('the browser’s back button leads from a chapter to the one before', async () => {
  opened('#/04?lang=en');
  page.open('02');
  flushSync();
  expect(location.hash).toMatch(/^#\/02/);
  history.back();
  await vi.waitFor(() => expect(page.chapter).toBe('04'));
});

it('the network is asked for again where it can’t be had, loaded once, in a worker, and reads what is drawn', async () => {
  opened('#/04?lang=en');
  const { modelBase } = page;
  Object.assign(page, { modelBase: `${modelBase}nowhere/` });
  await page.load();
  expect(page.failure).toMatch(/404|manifest/);
  Object.assign(page, { modelBase });
  await Promise.all([page.load(), page.load()]);
  expect([page.failure, page.download.loaded]).toEqual([null, page.download.total]);
  drawOne();
  await vi.waitFor(() => expect(page.detector!.prediction.digit).toBe(1), LOADS);
  await vi.waitFor(() => expect(page.data!.tensor('conv1')).not.toBeNull(), LOADS);
  page.lens.open({ layer: 'conv1_relu', channel: 3, row: 4, column: 5 });
  expect(page.slide.count).toBe(26 * 26);
  page.lesson.isGuessing = true;
  flushSync();
  expect(page.lesson.isValueCovered).toBe(true);
  page.address.writeNow();
  expect(location.hash).toContain('conv1_relu.3.4.5');
});
