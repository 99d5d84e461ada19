/** What the tests do on the page: open it, draw on it, read what it says. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { DIGITS, type Strokes } from './digits';

/** A `page` that fails its test on any console error, exception, security violation, or request to another host. */
export const test = base.extend({
  page: async ({ page, baseURL }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
    page.on('console', (message) => {
      // Policy violations arrive as console errors too.
      if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
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

/** With the service worker, which keeps the page for offline. */
export const keptTest = test.extend({ serviceWorkers: 'allow' });

/** Of what the page fetches, in its order. */
export const fetchTest = test.extend<{ asked: string[] }>({
  asked: async ({ page }, use) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await use(asked);
  },
});

export async function open(page: Page, address = ''): Promise<void> {
  await page.goto(address);
  await ready(page);
}

export async function ready(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'true', { timeout: 15_000 });
}

/** Where the page has more than one pad: the part of it that is meant. */
type Within = Page | Locator;

/** What a drawing changes, wherever it is shown. */
const ANSWERS = ['prediction', 'lens-value', 'own-share']
  .map((id) => `[data-testid="${id}"]`)
  .concat('[data-testid^="probability-"]')
  .join();

/**
 * Draws with the mouse, in a centred square of `share` of the pad, and waits until what is said of it rests: what is
 * read after it is of the whole drawing.
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
  await settled(() => page.locator(ANSWERS).allTextContents(), 200);
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

/** What is read once it has stopped changing: the same twice, with that many milliseconds between. */
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

/** axe finds nothing, on the whole page or in a part of it; what it finds is named by rule and by element. */
export async function expectAccessible(page: Page, part?: string): Promise<void> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  const { violations } = await (part ? axe.include(part) : axe).analyze();
  expect(
    violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 160))]),
  ).toEqual([]);
}

/** The page is no wider than the screen. */
export async function expectNothingSticksOut(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}
