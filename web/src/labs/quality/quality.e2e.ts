/** How good the network is, in a real Chromium: what was measured, every mistake, and each of them on the bench. */
import { readFileSync } from 'node:fs';
import { test as base, type Page } from '@playwright/test';
import {
  expect,
  expectNothingSticksOut,
  fetchTest,
  open,
  openDrawn,
  percentages,
  prediction,
  settled,
  step,
  test,
  TWO_STOPS,
  walk,
} from '../../../e2e/bench';

interface Mistake {
  index: number;
  label: number;
  read_as: number;
  percentage: number;
  known_label_error: boolean;
  probabilities: number[];
}
const RECORD = JSON.parse(
  readFileSync(new URL('../../../../artifacts/evaluation.json', import.meta.url), 'utf8'),
) as {
  test: { accuracy: number; mistakes: number; confusion: number[][]; mistaken: Mistake[] };
  corruptions: Record<string, number>;
  scribbles: Record<string, { others_refused: number }>;
};
const { mistaken, accuracy, confusion } = RECORD.test;
const surestFirst = [...mistaken].sort((a, b) => b.percentage - a.percentage || a.index - b.index);
/** One that the network is sure enough of to name. */
const sure = surestFirst[1]!;
const percent = (share: number) => `${(100 * share).toFixed(2)}%`;
const card = (page: Page) => page.getByTestId('mistake-card');
const pressed = (page: Page, id: string) =>
  expect(page.getByTestId(id)).toHaveAttribute('aria-pressed', 'true');

fetchTest(
  'by a click: the figures of the record, and what was measured is fetched only then',
  async ({ page, asked }) => {
    await open(page, '#/04?lang=en');
    expect(asked.filter((url) => url.includes('evaluation'))).toEqual([]);
    await page.getByTestId('quality-open').click();
    await expect(page.getByTestId('figure-test')).toContainText(percent(accuracy));
    expect(asked.filter((url) => url.includes('evaluation.json'))).toHaveLength(1);
    await expect(page.getByTestId('figure-corruptions')).toContainText(
      percent(RECORD.corruptions.mean!),
    );
    await expect(page.locator('[data-testid^=mistake-][aria-pressed]')).toHaveCount(
      mistaken.length,
    );
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await page.goBack();
    await expect(page.getByTestId('draw-pad')).toBeVisible();
  },
);

test('a mistake comes to the bench, and what was drawn is there again', async ({ page }) => {
  await step(
    'a mistake on the bench is read as the record says, and the back button returns to it',
    async () => {
      await open(page, `#/04?lang=en&q=all.${sure.index}`);
      await expect(card(page)).toContainText(`Image ${sure.index}`);
      await page.getByTestId('mistake-bring').click();
      await expect(prediction(page)).toHaveText(String(sure.read_as));
      const shown = await percentages(page);
      sure.probabilities.forEach((share, digit) =>
        expect(Math.abs(shown[digit]! - 100 * share)).toBeLessThan(0.11),
      );
      await expect(page).not.toHaveURL(/q=/);
      await page.goBack();
      await pressed(page, `mistake-${sure.index}`);
    },
  );

  await step(
    'what was drawn before a mistake came to the bench is there again on the way back',
    async () => {
      await openDrawn(page, '#/04?lang=en', 3);
      await page.evaluate((index) => (location.hash += `&q=all.${index}`), sure.index);
      await page.getByTestId('mistake-bring').click();
      await expect(prediction(page)).toHaveText(String(sure.read_as));
      await settled(() => page.url(), 500);
      await page.goBack();
      await pressed(page, `mistake-${sure.index}`);
      await page.keyboard.press('Escape');
      await expect(prediction(page)).toHaveText('3');
    },
  );

  await step('a drawing is still there when the view is closed', async () => {
    await openDrawn(page, '#/04?lang=en', 7);
    await page.getByTestId('quality-open').click();
    await expect(page.getByTestId('figure-test')).toBeVisible();
    await page.getByTestId('quality-close').click();
    await expect(prediction(page)).toHaveText('7');
  });
});

test('the mistakes: by cell, by doubtful label, by keyboard, and charts as tables', async ({
  page,
}) => {
  await step(
    'by keyboard: arrows walk among the mistakes, Enter puts one on the bench, Esc leads back',
    async () => {
      await open(page, '#/04?lang=en&q=all');
      const first = page.getByTestId(`mistake-${surestFirst[0]!.index}`);
      await first.focus();
      await page.keyboard.press('ArrowRight');
      const second = page.getByTestId(`mistake-${sure.index}`);
      await expect(second).toBeFocused();
      await pressed(page, `mistake-${sure.index}`);
      await page.keyboard.press('End');
      await pressed(page, `mistake-${surestFirst.at(-1)!.index}`);
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await page.getByTestId('mistake-bring').focus();
      await page.keyboard.press('Enter');
      await expect(prediction(page)).toHaveText(String(sure.read_as));
      await expect(page.locator('#main')).toBeFocused();
      await page.getByTestId('quality-open').focus();
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('quality')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByTestId('quality')).toHaveCount(0);
      await expect(prediction(page)).toHaveText(String(sure.read_as));
    },
  );

  await step('charts have their numbers as tables', async () => {
    await open(page, '#/04?lang=en&q=all');
    const shifted = page.getByTestId('curve-shifted');
    await expect(shifted.getByRole('img')).toHaveAccessibleName(/Shifted: right .*% at 0, /);
    await shifted.getByText('See it as a table').click();
    await expect(shifted.getByRole('row').nth(1)).toContainText(percent(accuracy));
    await expect(page.getByTestId('sets')).toContainText(String(RECORD.test.mistakes));
    const hatching = page.getByTestId('sets').getByRole('row', { name: 'hatching' });
    await expect(hatching).toContainText(percent(RECORD.scribbles.hatching!.others_refused));
  });

  await step('doubtful labels are marked and can be listed alone', async () => {
    const known = mistaken.filter(({ known_label_error }) => known_label_error);
    await open(page, '#/04?lang=pt-BR&q=all');
    for (const { index } of known.slice(0, 3))
      await expect(page.getByTestId(`mistake-${index}`)).toHaveAccessibleName(/rótulo duvidoso/);
    await page.getByTestId('mistakes-known').click();
    await expect(page).toHaveURL(/q=known/);
    for (const { index } of known) await expect(page.getByTestId(`mistake-${index}`)).toBeVisible();
    await expect(card(page)).toContainText('sabidamente duvidoso');
  });

  await step(
    'a cell of the confusion matrix lists exactly its mistakes, and the address holds it',
    async () => {
      const { label, read_as } = sure;
      const inCell = surestFirst.filter((m) => m.label === label && m.read_as === read_as);
      await open(page, '#/04?lang=en&q=all');
      const cell = page.getByTestId(`cell-${label}-${read_as}`);
      await expect(cell).toHaveText(String(confusion[label]![read_as]));
      await cell.click();
      const shown = page.locator('[data-testid^=mistake-][aria-pressed]');
      await expect(shown).toHaveCount(inCell.length);
      const last = inCell.at(-1)!;
      await page.getByTestId(`mistake-${last.index}`).click();
      await expect(card(page)).toContainText(`Image ${last.index}`);
      await expect(page).toHaveURL(new RegExp(`q=l${label}r${read_as}\\.${last.index}`));
      await page.reload();
      await expect(shown).toHaveCount(inCell.length);
      await pressed(page, `mistake-${last.index}`);
      await page.getByTestId('mistakes-all').click();
      await expect(shown).toHaveCount(mistaken.length);
    },
  );
});

base(
  'a record that does not come, or does not fit, is said, and asked for again',
  async ({ page }) => {
    let answer = 0;
    await page.route('**/model/evaluation.json', async (route) => {
      if (answer === 0) await route.fulfill({ status: 503 });
      else if (answer === 1) await route.fulfill({ json: { network: {} } });
      else await route.continue();
    });
    await page.goto('#/04?lang=en&q=all');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('answered 503');
    answer = 1;
    await alert.getByRole('button').click();
    await expect(alert).toContainText('does not fit at network.version');
    answer = 2;
    await alert.getByRole('button').click();
    await expect(page.getByTestId('figure-test')).toContainText(percent(accuracy));
  },
);

test('axe finds nothing, nothing sticks out, and on a phone every target is large enough', async ({
  page,
}) => {
  test.slow();
  await open(page, '#/04?lang=en&q=known');
  await expect(card(page)).toBeVisible();
  for (const details of await page.getByTestId('quality').locator('details').all())
    await details.locator('summary').click();
  await walk(page, { stops: TWO_STOPS });
  await open(page, '#/04?lang=pt-BR&q=all');
  await expectNothingSticksOut(page);
  const small = await page
    .getByTestId('quality')
    .locator('button, summary')
    .evaluateAll((all) =>
      all
        .map((button) => button.getBoundingClientRect())
        .filter(({ width, height }) => width < 24 || height < 24)
        .map(({ width, height }) => `${width}×${height}`),
    );
  expect(small).toEqual([]);
});
