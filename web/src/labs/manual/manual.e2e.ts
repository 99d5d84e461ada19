/** Chapter 02, manual features beside learned ones: on a drawing, by mouse and by keyboard, with an address of its own. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import {
  drawDigit,
  expect,
  fetchTest,
  open,
  step,
  test,
  TWO_STOPS,
  walk,
  withStrokes,
} from '../../../e2e/bench';

const folder = fileURLToPath(
  new URL('../../../../artifacts/lab/manual-features/', import.meta.url),
);
const read = (file: string) => JSON.parse(readFileSync(folder + file, 'utf8'));
const record = read('evaluation.json');
const settings = read('manifest.json').features;

const lab = (page: Page) => page.getByTestId('manual-lab');
const verdict = (page: Page) => page.getByTestId('manual-verdict');
const score = (page: Page) => page.getByTestId('manual-score');

/** A number as the page writes it, in either language. */
const number = (text: string) =>
  Number(
    text
      .replace('\u2212', '-')
      .replace(/[.,](?=\d{3}\b.*[.,])/g, '')
      .replace(',', '.')
      .replace('%', ''),
  );

/** Opens it and waits for both answers to the example. */
async function openLab(page: Page, manual = '', lang = 'en'): Promise<void> {
  await open(page, `#/02?lang=${lang}&c=by-hand____${manual}`);
  await expect(score(page)).toBeVisible({ timeout: 15_000 });
}

async function shares(page: Page, side: 'manual' | 'network'): Promise<number[]> {
  const texts = Array.from({ length: 10 }, (_, digit) =>
    page.getByTestId(`${side}-${digit}`).textContent(),
  );
  return (await Promise.all(texts)).map((text) => number(text!));
}

/** The sum as it stands there, part by part, and what it says that it is. */
async function sum(page: Page): Promise<{ parts: number[]; total: number }> {
  const texts = await page.getByTestId('manual-sum').locator(':scope > span').allTextContents();
  const parts = texts.map((text) => number(text.trim().split(/\s+/).at(-1)!));
  return { parts, total: number((await score(page).textContent())!) };
}

test('a drawing is read both ways', async ({ page }) => {
  await step(
    'a drawn digit is read both ways, and what is listed adds up to the score',
    async () => {
      await openLab(page);
      await expect(lab(page)).toContainText('An example from MNIST');
      await drawDigit(page, 3, lab(page));
      await expect(lab(page)).toContainText('Your drawing');
      await expect(verdict(page)).toContainText(/The CNN: 3 \(/);
      await expect(page).toHaveURL(/d=/);
      for (const side of ['manual', 'network'] as const) {
        const shown = await shares(page, side);
        expect(shown).toHaveLength(10);
        expect(shown.reduce((all, share) => all + share, 0)).toBeCloseTo(100, 6);
      }
      const { parts, total } = await sum(page);
      expect(parts).toHaveLength(4);
      expect(parts.reduce((all, part) => all + part, 0)).toBeCloseTo(total, 6);
      // Listed, others, bias: the same sum told otherwise.
      const rest = await page.getByTestId('manual-rest').locator('strong').allTextContents();
      expect(rest.map(number).reduce((all, part) => all + part, 0)).toBeCloseTo(total, 6);
    },
  );

  await step('a scribble is refused by the network alone', async () => {
    await openLab(page);
    const zigzag = Array.from({ length: 9 }, (_, i): [number, number] => [i / 8, i % 2]);
    await open(page, withStrokes('#/02?lang=en&c=by-hand____', [zigzag]));
    await expect(verdict(page)).toContainText('The CNN sees no digit here');
    await expect(verdict(page)).toContainText('By hand:');
  });
});

test('an example: groups, views, the keyboard, a link', async ({ page }) => {
  await step(
    'groups are switched off and on, each choice with a classifier of its own',
    async () => {
      await openLab(page);
      for (const [group, name] of [
        ['hog', 'zoning+profiles'],
        ['profiles', 'zoning'],
      ] as const) {
        await page.getByTestId(`group-${group}`).click();
        await expect(page.getByTestId(`measured-${name}`)).toHaveAttribute('aria-current', 'true');
        const { parts, total } = await sum(page);
        expect(parts).toHaveLength(name.split('+').length + 1);
        expect(parts.reduce((all, part) => all + part, 0)).toBeCloseTo(total, 6);
      }
      // The last one stays.
      await expect(page.getByTestId('group-zoning')).toBeDisabled();
      await expect(page).toHaveURL(/c=by-hand____010-/);
      await page.getByTestId('group-hog').click();
      await expect(page.getByTestId('measured-hog+zoning')).toHaveAttribute('aria-current', 'true');
      await expect(page.getByTestId('group-zoning')).toBeEnabled();
    },
  );

  await step('figures show what was measured, or what it says', async () => {
    await openLab(page);
    await expect(lab(page).locator('line.edge').first()).toBeAttached();
    await page.getByTestId('view-said').click();
    await expect(lab(page).locator('line.edge')).toHaveCount(0);
    await expect(lab(page).locator('line.pro').first()).toBeAttached();
    await expect(lab(page)).toContainText('Orange speaks for the digit');
    await expect(page).toHaveURL(/111-said-/);
  });

  await step('the keyboard looks around, and draws', async () => {
    await openLab(page, '111-measured--12.15');
    const map = lab(page).getByRole('application', { name: /^HOG/ });
    await map.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect(page).toHaveURL(/111-measured--13\.16/);
    await expect(lab(page).getByRole('heading', { name: /row 13, column 16/ })).toBeVisible();
    for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowRight');
    await expect(page).toHaveURL(/111-measured--13\.27/);

    await lab(page).getByRole('button', { name: 'Pixels…' }).press('Enter');
    await page.keyboard.down('Shift');
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowUp');
    await page.keyboard.up('Shift');
    await page.keyboard.press('Escape');
    await expect(lab(page)).toContainText('Your drawing');
    await page.getByTestId('explain-1').press('Enter');
    await expect(lab(page).getByRole('heading', { name: /score of the 1/ })).toBeVisible();
  });

  await step('a link shows another person exactly this, in Portuguese numbers', async () => {
    await openLab(page, '101-said-5-20.9', 'pt-BR');
    await expect(page.getByTestId('group-zoning')).toHaveAttribute('aria-pressed', 'false');
    await expect(page.getByTestId('view-said')).toHaveText('O que pesou para o 5');
    await expect(lab(page).getByRole('heading', { name: /linha 20, coluna 9/ })).toBeVisible();
    await expect(lab(page).getByRole('heading', { name: /pontuação do 5/ })).toBeVisible();
    const shown = page.getByTestId('measured-hog+profiles');
    const { test: measured } = record.classifiers['hog+profiles'];
    await expect(shown).toContainText(`${(100 * measured.accuracy).toFixed(2).replace('.', ',')}%`);
  });

  await step('any digit’s score can be opened, and its terms show their places', async () => {
    await openLab(page);
    await lab(page).getByTestId('example-4').click();
    await expect(verdict(page)).toHaveText(/By hand: 4 \(.*The CNN: 4 \(/);
    const own = number((await score(page).textContent())!);
    await page.getByTestId('explain-9').click();
    await expect(lab(page).getByRole('heading', { name: /score of the 9/ })).toBeVisible();
    await expect(page).toHaveURL(/c=by-hand____111-measured-9-/);
    expect(number((await score(page).textContent())!)).toBeLessThan(own);
    const { parts, total } = await sum(page);
    expect(parts.reduce((all, part) => all + part, 0)).toBeCloseTo(total, 6);

    const term = lab(page)
      .getByRole('button', { name: /^(edge|zone|ink|strokes).*Open it/ })
      .first();
    const name = (await term.getAttribute('aria-label'))!;
    await term.click();
    // The middle of its cell or zone; of a profile its row or column.
    const cell = /^(?:edge \S+|zone) (\d)·(\d)/.exec(name);
    const middle = (index: string) => Number(index) * settings.cell + settings.cell / 2;
    const place = cell
      ? `row ${middle(cell[1]!)}, column ${middle(cell[2]!)}`
      : /(row|column) \d+/.exec(name)![0];
    await expect(lab(page).getByRole('heading', { name: /^At the pixel/ })).toContainText(place);
    await page.getByTestId('explain-9').click();
    await expect(lab(page).getByRole('heading', { name: /score of the 4/ })).toBeVisible();
  });
});

fetchTest(
  'the classifiers are fetched when the laboratory comes near, not before',
  async ({ page, asked }) => {
    await open(page, '#/02?lang=en&c=brain');
    await expect(page.getByTestId('gabor-chosen')).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(asked.filter((url) => /manual-features/.test(url))).toEqual([]);
    await lab(page).scrollIntoViewIfNeeded();
    await expect(score(page)).toBeVisible({ timeout: 15_000 });
    expect(asked.filter((url) => /manual-features\/weights/.test(url))).toHaveLength(1);
  },
);

test.describe('without the classifiers', () => {
  test('what fails is said, and asked for again by hand', async ({ page, context }) => {
    await context.route('**/manual-features/graph.onnx', (route) =>
      route.fulfill({ body: 'short' }),
    );
    await open(page, '#/02?lang=en&c=by-hand');
    const alert = lab(page).getByRole('alert');
    await expect(alert).toContainText('graph.onnx ended after 5 of');
    await context.unroute('**/manual-features/graph.onnx');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(score(page)).toBeVisible({ timeout: 15_000 });
    await expect(alert).toHaveCount(0);
  });
});

test('axe finds nothing and nothing sticks out', async ({ page }) => {
  test.slow();
  await openLab(page, '111-said-3-8.13');
  await walk(page, { part: '[data-testid=manual-lab]' });
  await page.getByTestId('view-measured').click();
  await page.getByTestId('group-hog').click();
  await walk(page, { part: '[data-testid=manual-lab]', stops: TWO_STOPS });
});
