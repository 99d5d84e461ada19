/** Chapter 04's recorded runs: real trainings, played with a scrubber, without anything that trains. */
import type { Page } from '@playwright/test';
import {
  expect,
  open,
  percentages,
  prediction,
  settledPercentages,
  test,
  TWO_STOPS,
  walk,
  withDigit,
} from '../../../e2e/bench';

const STUDIO = '#/04?lang=en&o=runs';

const moment = (page: Page) => page.getByTestId('studio-moment');

async function choose(page: Page, name: string): Promise<void> {
  await page.getByTestId(`run-${name}`).click();
  await expect(page.getByTestId(`run-${name}`)).toHaveAttribute('aria-pressed', 'true');
  await expect(moment(page)).toHaveText(/\d/);
}

test('a recorded run is scrubbed by keyboard: the network of each moment reads the drawing', async ({
  page,
}) => {
  // Two reloads, and megabytes each time.
  test.setTimeout(180_000);
  await open(page, withDigit(STUDIO, 3));
  await choose(page, 'few-images');
  await expect(page.getByTestId('run-rounded')).toContainText('fc1');
  await expect(prediction(page)).toHaveText('3');
  const last = await settledPercentages(page);

  await page.getByTestId('studio-scrubber').focus();
  await page.keyboard.press('Home');
  await expect(moment(page)).toContainText('before the first step');
  await expect.poll(() => percentages(page)).not.toEqual(last);
  const first = await settledPercentages(page);
  expect(Math.max(...first)).toBeLessThan(60);
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight');
  await expect(moment(page)).toContainText('moment 7 of');
  await expect.poll(() => percentages(page)).not.toEqual(first);
  const seventh = await settledPercentages(page);
  const said = await moment(page).textContent();

  // The address keeps run, moment and drawing.
  await page.reload();
  await expect(page.getByTestId('run-few-images')).toHaveAttribute('aria-pressed', 'true');
  await expect(moment(page)).toHaveText(said!);
  await expect.poll(() => percentages(page)).toEqual(seventh);

  // So does the bench, which shows the network of this moment elsewhere.
  await page.getByTestId('run-take').click();
  await page.getByTestId('studio-close').click();
  await expect(page.getByTestId('other-network')).toBeVisible();
  await expect(prediction(page)).toHaveText(/\d/);
  const own = await settledPercentages(page);
  await page.reload();
  await expect(page.getByTestId('other-network')).toBeVisible();
  await expect.poll(() => percentages(page)).toEqual(own);
  await page.getByTestId('network-shipped').click();
  await expect(page.getByTestId('other-network')).toHaveCount(0);
});

test('every record opens, with its curves, its mistakes and another beside it', async ({
  page,
}) => {
  // Nor could anything train: the server says so, and the page what to do about it.
  await page.route('**/api/training', (route) =>
    route.fulfill({
      json: {
        available: false,
        reason: 'Training needs torch, which is not installed; install it with: …',
        runs: [],
        code: 'not-installed',
        installed: 'wheel',
        command: 'pip install "esmiuca[train]"',
      },
    }),
  );
  await open(page, STUDIO);
  await expect(page.getByTestId('studio-remedy')).toHaveText('pip install "esmiuca[train]"');
  await expect(page.getByTestId('studio')).not.toContainText(/press Train|Training needs/);
  await expect(page.getByTestId('studio-train')).toHaveCount(0);
  const names = [
    'usual',
    'high-rate',
    'few-images',
    'shuffled-labels',
    'no-augmentation',
    'augmented',
  ];
  for (const name of names) {
    await choose(page, name);
    await expect(page.getByTestId('run-test')).toContainText('10,000');
    await expect(page.getByTestId('studio-kernels').locator('canvas')).toHaveCount(32);
    await page.getByTestId('studio-scrubber').focus();
    await page.keyboard.press('Home');
    await expect(page.getByTestId('studio-mistakes').locator('canvas').first()).toBeVisible();
  }
  await page.getByTestId('compare-usual').check();
  await expect(page).toHaveURL(/usual/);
  await walk(page, { stops: TWO_STOPS });
});
