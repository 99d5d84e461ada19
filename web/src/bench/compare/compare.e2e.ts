/** Two drawings side by side, in a real Chromium: what is kept, how far apart it is, value by value. */
import type { Page } from '@playwright/test';
import {
  drawDigit,
  expect,
  open,
  openDrawn,
  percentages,
  prediction,
  step,
  test,
  walk,
  TWO_STOPS,
} from '../../../e2e/bench';

const LAYERS = [
  'image',
  'conv1_relu',
  'conv2_relu',
  'pool',
  'flatten',
  'fc1_relu',
  'logits',
] as const;
const apart = (page: Page, layer: string) => page.getByTestId(`compare-apart-${layer}`);
const numberIn = (text: string) =>
  Number(/\u2212?\d+(?:[.,]\d+)?/.exec(text)![0].replace('\u2212', '-').replace(',', '.'));

test('a kept drawing is nowhere apart from itself, and on every layer from another one', async ({
  page,
}) => {
  await open(page, '#/04?lang=en');
  await page.getByTestId('compare-open').click();
  await expect(page.getByTestId('lens')).toContainText('Draw or choose a picture and keep it as B');
  await expect(page.getByTestId('compare-keep')).toBeDisabled();
  await openDrawn(page, '#/04?lang=en&l=compare', 3);
  await expect(page.getByTestId('compare-swap')).toBeDisabled();
  await page.getByTestId('compare-keep').click();
  for (const layer of LAYERS) {
    await expect(apart(page, layer)).toContainText('0.0% apart · correlation 1.00');
  }
  await page.getByTestId('clear').click();
  await expect(page.getByTestId('lens')).toContainText('B is kept. Now draw or choose A');
  await drawDigit(page, 7);
  await expect(prediction(page)).toContainText('7');
  for (const layer of LAYERS) {
    const distance = numberIn((await apart(page, layer).textContent())!);
    expect(distance, layer).toBeGreaterThan(20);
    expect(distance, layer).toBeLessThan(142);
  }
});

test('two examples: percentages, layers and values side by side', async ({ page }) => {
  await step('the percentages are those of both, A minus B as shown', async () => {
    await open(page, '#/04?lang=en&l=compare');
    await page.getByTestId('example-3').click();
    await expect(prediction(page)).toHaveText('3');
    const ofB = await percentages(page);
    await page.getByTestId('compare-keep').click();
    await page.getByTestId('example-8').click();
    await expect(prediction(page)).toHaveText('8');
    const ofA = await percentages(page);
    for (const [digit, row] of (
      await page.getByTestId('compare-answers').locator('tbody tr').all()
    ).entries()) {
      const cells = (await row.locator('td').allTextContents()).map(numberIn);
      expect(cells).toEqual([
        ofA[digit],
        ofB[digit],
        Number((ofA[digit]! - ofB[digit]!).toFixed(1)),
      ]);
    }
  });

  await step('swapping turns the answer over and the distances stay', async () => {
    await open(page, '#/04?lang=en&l=compare');
    await page.getByTestId('example-3').click();
    await page.getByTestId('compare-example-8').click();
    await expect(prediction(page)).toHaveText('3');
    const before = await apart(page, 'conv2_relu').textContent();
    await page.getByTestId('compare-swap').click();
    await expect(prediction(page)).toHaveText('8');
    await expect(apart(page, 'conv2_relu')).toHaveText(before!);
    await page.getByTestId('compare-swap').click();
    await expect(prediction(page)).toHaveText('3');
  });

  await step(
    'a value lies at the same place on all three sheets, adds up, and opens in the lens',
    async () => {
      await open(page, '#/04?lang=pt-BR&l=compare');
      await page.getByTestId('example-3').click();
      await page.getByTestId('compare-example-8').click();
      const layer = page.getByTestId('compare-layer-conv1_relu');
      await layer.getByRole('application').focus();
      for (const key of ['ArrowDown', 'ArrowRight', 'PageDown', 'PageDown']) {
        await page.keyboard.press(key);
      }
      await expect(layer.locator('.sheet .lit')).toHaveCount(3);
      const reading = (await layer.locator('.reading').textContent())!;
      const [a, b, gap] = reading
        .split(':')[1]!
        .split(/ \u2212 | = /)
        .map(numberIn);
      expect(gap).toBeCloseTo(a! - b!, 9);
      const [, map, row, column] = /mapa (\d+) · linha (\d+), coluna (\d+)/.exec(reading)!;
      await page.keyboard.press('Enter');
      await expect.poll(() => page.url()).toContain(`l=conv1_relu.${map}.${row}.${column}`);
      expect(numberIn((await page.getByTestId('lens-value').textContent())!)).toBe(a);
    },
  );

  await step('the map that differs most stands first', async () => {
    await open(page, '#/04?lang=en&l=compare');
    await page.getByTestId('example-1').click();
    await page.getByTestId('compare-example-0').click();
    const layer = page.getByTestId('compare-layer-pool');
    const first = /Map (\d+) differs most/.exec((await layer.textContent())!)![1];
    await layer
      .locator('.sheet')
      .first()
      .hover({ position: { x: 6, y: 6 } });
    await expect(layer.locator('.reading')).toContainText(`map ${first} ·`);
  });
});

test('a link holds both drawings', async ({ page, context }) => {
  await open(page, '#/04?lang=en&l=compare');
  await page.getByTestId('example-3').click();
  await page.getByTestId('compare-example-8').click();
  const texts = await Promise.all(LAYERS.map((layer) => apart(page, layer).textContent()));
  await expect.poll(() => page.url()).toContain('b=');
  const other = await context.newPage();
  await open(other, page.url());
  for (const [i, layer] of LAYERS.entries()) {
    await expect(apart(other, layer)).toHaveText(texts[i]!);
  }
});

test('axe finds nothing, and nothing is wider than the screen', async ({ page }) => {
  await open(page, '#/04?lang=en&l=compare');
  await page.getByTestId('example-3').click();
  await page.getByTestId('compare-example-8').click();
  await expect(apart(page, 'logits')).toBeVisible();
  await walk(page, { part: '[data-testid=lens]', stops: TWO_STOPS });
});
