/** What the tests do on the page: open it, draw on it, read what it says. */
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';
import { toBase64Url } from '../src/core/base64';
import { DEFAULT_PEN_WIDTH } from '../src/bench/drawing/drawing.svelte';
import { encodeStrokes } from '../src/bench/drawing/strokeCodec';
import { lostUnderContrast } from './contrast';
import { DIGITS, type Strokes } from './digits';

/** A `page` that fails its test on any console error, exception, security violation, or request to another host. */
export const test = base.extend({
  page: async ({ page, baseURL }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
    page.on('console', (message) => {
      // Policy violations arrive as console errors too.
      if (message.type() === 'error')
        complaints.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.hostname !== new URL(baseURL!).hostname) {
        complaints.push(`request to another host: ${url.href}`);
      }
    });
    await use(page);
    expect(complaints).toEqual([]);
  },
});
export { expect };
export const { step } = test;

/** For tests of motion itself; elsewhere the page goes straight to its end. */
export const withMotion = { contextOptions: { reducedMotion: 'no-preference' } } as const;

/** With the service worker, which keeps the page for offline. */
export const keptTest = test.extend({ serviceWorkers: 'allow' });

/** Records what the page fetches, in order. */
export const fetchTest = test.extend<{ asked: string[] }>({
  asked: async ({ page }, use) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await use(asked);
  },
});

/** Opens the address, without a reload if the page is already open. */
export async function go(page: Page, address: string): Promise<void> {
  if (address.startsWith('#') && page.url() !== 'about:blank') await show(page, address);
  else await page.goto(address);
}

/** Opens the address, and waits for the network of the bench. */
export async function open(page: Page, address = ''): Promise<void> {
  await go(page, address);
  await ready(page);
}

export async function ready(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'true', { timeout: 15_000 });
}

/** Writes what waits to be written into the address first, as when the page is left. */
async function written(page: Page): Promise<string> {
  return page.evaluate(() => {
    dispatchEvent(new Event('beforeunload'));
    sessionStorage.clear();
    return location.hash;
  });
}

/** Goes to another address in the loaded page, as a link in it does: what the addresses have in common stays. */
export async function show(page: Page, address: string): Promise<void> {
  await written(page);
  await page.evaluate(async (hash) => {
    if (location.hash !== hash)
      await new Promise((followed) => {
        addEventListener('hashchange', followed, { once: true });
        location.hash = hash;
      });
    // The page is drawn again.
    for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
  }, address);
}

/** The address with a drawing in it, in a centred square of `share` of the pad, as if the mouse had drawn it. */
export function withStrokes(address: string, strokes: Strokes, share = 0.9): string {
  const onPad = (at: number) => 0.5 + share * (at - 0.5);
  const drawing = strokes.map((points) => ({
    points: points.flatMap(([x, y], i) => {
      const [fromX, fromY] = points[Math.max(0, i - 1)]!;
      const middle = [onPad((fromX + x) / 2), onPad((fromY + y) / 2), 0.5] as const;
      const end = [onPad(x), onPad(y), 0.5] as const;
      return i === 0 ? [end] : [middle, end];
    }),
    width: DEFAULT_PEN_WIDTH,
    erase: false,
    pressure: false,
  }));
  return `${address}${address.includes('?') ? '&' : '?'}d=${toBase64Url(encodeStrokes(drawing))}`;
}
export const withDigit = (address: string, digit: number) => withStrokes(address, DIGITS[digit]!);

/** Opens the front door with a digit drawn, and waits until what is said of it rests. */
export async function openDrawn(page: Page, address: string, digit = 3): Promise<void> {
  await open(page, withDigit(address, digit));
  await answered(page, digit);
}

/** Waits until that digit is the answer, and all that is said of it rests. */
export async function answered(page: Page, digit: number): Promise<void> {
  await expect(prediction(page)).toContainText(String(digit));
  await rested(page);
}

/** Where the page has more than one pad: the part of it that is meant. */
type Within = Page | Locator;

/** Everything that a drawing changes, wherever it is shown. */
const ANSWERS = ['prediction', 'lens-value', 'own-share']
  .map((id) => `[data-testid="${id}"]`)
  .concat('[data-testid^="probability-"]')
  .join();

/** Waits until what is said of a drawing stops changing. */
export const rested = (page: Page) => settled(() => page.locator(ANSWERS).allTextContents(), 200);

/**
 * Draws with the mouse, in a centred square of `share` of the pad, and waits until what is said of it rests: what is
 * read afterwards belongs to the whole drawing.
 */
export async function draw(
  page: Page,
  strokes: Strokes,
  share = 0.9,
  within: Within = page,
): Promise<void> {
  const pad = within.getByTestId('draw-pad');
  await expect(pad).toBeVisible(); // a laboratory's is hidden until all above it has its size
  await pad.scrollIntoViewIfNeeded();
  const box = (await settled(() => pad.boundingBox(), 50))!; // what is above it may still come
  const side = Math.min(box.width, box.height) * share;
  const x0 = box.x + (box.width - side) / 2;
  const y0 = box.y + (box.height - side) / 2;
  for (const [first, ...rest] of strokes) {
    await page.mouse.move(x0 + first![0] * side, y0 + first![1] * side);
    await page.mouse.down();
    for (const [x, y] of rest) await page.mouse.move(x0 + x * side, y0 + y * side, { steps: 2 });
    await page.mouse.up();
  }
  await rested(page);
}

export const drawDigit = (page: Page, digit: number, within?: Within) =>
  draw(page, DIGITS[digit]!, undefined, within);

export const prediction = (page: Page) => page.getByTestId('prediction');

/** The ten percentages as shown, in either language's notation. */
export async function percentages(page: Page): Promise<number[]> {
  const texts = await Promise.all(
    Array.from({ length: 10 }, (_, i) => page.getByTestId(`probability-${i}`).textContent()),
  );
  return texts.map((text) => {
    const match = /(\d+(?:[.,]\d+)?)/.exec(text ?? '');
    return match ? Number(match[1]!.replace(',', '.')) : Number.NaN;
  });
}

/** Reads something once it has stopped changing: the same twice, with that many milliseconds between. */
export async function settled<T>(read: () => T | Promise<T>, between: number): Promise<T> {
  let last: T | undefined;
  await expect
    .poll(
      async () => {
        const before = JSON.stringify(last);
        last = await read();
        return JSON.stringify(last) === before;
      },
      { intervals: [between] },
    )
    .toBe(true);
  return last!;
}

/** The percentages once they have stopped changing: the last of a row of quick changes is answered. */
export const settledPercentages = (page: Page): Promise<number[]> =>
  settled(() => percentages(page), 200);

/** What axe finds, on the whole page or in a part of it, by rule and by element. */
async function violations(page: Page, part?: string): Promise<string[][]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (part) => {
    const { run } = (window as unknown as { axe: typeof axe }).axe;
    const found: AxeResults = await run(part ?? document, { resultTypes: ['violations'] });
    return found.violations.map(({ id, nodes }) => [
      id,
      ...nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`),
    ]);
  }, part);
}

export async function expectAccessible(page: Page, part?: string): Promise<void> {
  expect(await violations(page, part), `axe on ${part ?? 'the page'}`).toEqual([]);
}

/** By how many pixels the page is wider than the screen. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The page is no wider than the screen. */
export async function expectNothingSticksOut(page: Page): Promise<void> {
  expect(await overflow(page), 'pixels wider than the screen').toBeLessThanOrEqual(0);
}

type Stop = readonly [language: 'pt-BR' | 'en', theme: 'light' | 'dark', width: number];

/** Every pair of language, theme and width, in four stops. */
export const STOPS: readonly Stop[] = [
  ['pt-BR', 'light', 1440],
  ['en', 'dark', 1440],
  ['en', 'light', 390],
  ['pt-BR', 'dark', 390],
];
/** For one view of many: each language, theme and width once. */
export const TWO_STOPS: readonly Stop[] = [
  ['pt-BR', 'light', 1440],
  ['en', 'dark', 390],
];

/** Switches the loaded page to another language and theme, as a link in it would. */
export async function dress(page: Page, language: string, theme: string): Promise<void> {
  const [path, query = ''] = (await written(page)).split('?');
  const rest = query.split('&').filter((pair) => pair && !/^(lang|theme)=/.test(pair));
  await show(page, `${path}?${[`lang=${language}`, `theme=${theme}`, ...rest].join('&')}`);
  const html = page.locator('html');
  await expect(html).toHaveAttribute('lang', language);
  await expect(html).toHaveAttribute('data-theme', theme);
  // Colours fade into one another, however fast.
  await page.evaluate(() =>
    Promise.race([
      Promise.allSettled(
        document
          .getAnimations()
          .filter((animation) => animation instanceof CSSTransition)
          .map(({ finished }) => finished),
      ),
      new Promise((late) => setTimeout(late, 1000)),
    ]).then(() => undefined),
  );
}

/**
 * Goes through languages, themes and widths of the open view without a reload: nothing sticks out, axe finds nothing, and a
 * contrast theme hides no bar. Names everything that fails.
 */
export async function walk(
  page: Page,
  {
    part,
    stops = STOPS,
    ready,
  }: { part?: string; stops?: readonly Stop[]; ready?: () => Promise<unknown> } = {},
): Promise<void> {
  for (const [language, theme, width] of stops) {
    const where = `${language}, ${theme}, ${width} px`;
    await test.step(where, async () => {
      await page.setViewportSize({ width, height: 900 });
      await dress(page, language, theme);
      await ready?.();
      // Other words and another width move things: wait until they rest.
      await settled(() => page.evaluate(() => [scrollY, document.body.scrollHeight]), 100);
      expect
        .soft(await overflow(page), `${where}: pixels wider than the screen`)
        .toBeLessThanOrEqual(0);
      expect
        .soft(await violations(page, part), `${where}: axe on ${part ?? 'the page'}`)
        .toEqual([]);
    });
  }
  expect.soft(await lostUnderContrast(page, part), 'hidden by a contrast theme').toEqual([]);
}
