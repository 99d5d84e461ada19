/** Surgery in the page: everything downstream answers, undo and as trained bring it back, an address holds it. */
import type { Page } from '@playwright/test';
import {
  expect,
  open,
  openDrawn,
  percentages,
  step,
  test,
  TWO_STOPS,
  walk,
  withDigit,
} from '../../../e2e/bench';

const lens = (page: Page) => page.getByTestId('lens');
const value = (page: Page) => page.getByTestId('lens-value');
const banner = (page: Page) => page.getByTestId('operated');

async function openWith(page: Page, view: string, digit = 3): Promise<number[]> {
  await openDrawn(page, `#/04?lang=en&l=${view}`, digit);
  await expect(value(page)).toBeVisible();
  return percentages(page);
}

test('a unit and a weight are operated on and restored', async ({ page }) => {
  await step(
    'silencing the unit of the answer takes its percentage away; undo brings it back',
    async () => {
      const before = await openWith(page, 'logits.3');
      const shown = await value(page).textContent();
      expect(before[3]).toBeGreaterThan(50);
      await page.getByTestId('silence').click();
      await expect(value(page)).toHaveText('0.000');
      await expect(banner(page)).toContainText('one operation');
      expect((await percentages(page))[3]).toBeLessThan(before[3]!);
      await expect.poll(() => page.url()).toContain('w=logits.3.s');
      await page.getByTestId('surgery-undo').click();
      await expect(value(page)).toHaveText(shown!);
      await expect.poll(() => percentages(page)).toEqual(before);
      // Nothing is left to be said of it; the way back to the operation stands where that was made.
      await expect(banner(page)).toHaveCount(0);
      await page.getByTestId('surgery-redo').click();
      await expect(banner(page)).toContainText('one operation');
    },
  );

  await step(
    'a classic kernel takes the learned one’s place, and a reload shows the same',
    async () => {
      await openWith(page, 'conv1_relu.5.12.13');
      await page.getByTestId('classic').selectOption('sobelX');
      const cells = lens(page).getByRole('group', { name: 'operated kernel' }).locator('.cell');
      await expect(cells).toHaveText(
        [-1, 0, 1, -2, 0, 2, -1, 0, 1].map((x) => x.toFixed(3).replace('-', '\u2212')),
      );
      const [shown, percent] = [await value(page).textContent(), await percentages(page)];
      await expect.poll(() => page.url()).toContain('w=conv1.5.k0.sobelX');
      await page.reload();
      await expect(value(page)).toHaveText(shown!);
      expect(await percentages(page)).toEqual(percent);
      await page.getByTestId('as-trained').click();
      await expect(lens(page).getByRole('group', { name: 'learned kernel' })).toBeVisible();
      await expect(banner(page)).toHaveCount(0);
      await expect.poll(() => page.url()).not.toContain('w=');
    },
  );

  await step('a weight is set by typing and by arrow keys, and the products follow', async () => {
    const before = await openWith(page, 'conv1_relu.5.12.13');
    await page.getByTestId('edit-kernel').click();
    const cell = page.getByRole('spinbutton', { name: 'weight in row 1, column 2' });
    await cell.fill('2');
    await expect(lens(page).getByRole('group', { name: 'operated kernel' })).toBeVisible();
    await cell.press('ArrowUp');
    await cell.press('Shift+ArrowDown');
    await expect(cell).toHaveValue('1.550');
    await expect.poll(() => page.url()).toContain('w=conv1.5.w5.1.55');
    const [inputs, products] = await Promise.all(
      ['window', 'products'].map((name) =>
        lens(page).getByRole('group', { name, exact: true }).locator('.cell').allTextContents(),
      ),
    );
    const numberOf = (text: string) => Number(text.replace('\u2212', '-'));
    expect(Math.abs(numberOf(products![5]!) - 1.55 * numberOf(inputs![5]!))).toBeLessThan(0.002);
    // Setting one weight again and again is one operation.
    await expect(banner(page)).toContainText('one operation');
    await page.getByTestId('surgery-undo').click();
    await expect.poll(() => percentages(page)).toEqual(before);
  });
});

test('an address with operations', async ({ page }) => {
  await step('operated maps are marked in their layer, and one is restored by itself', async () => {
    await open(page, withDigit('#/04?lang=en&l=conv1_relu&w=conv1.5.s*conv1.7.k0.sobelX', 3));
    const marked = lens(page).getByRole('button', { name: /operated/ });
    await expect(marked).toHaveCount(2);
    await marked.first().click();
    await page.getByTestId('restore').click();
    await expect.poll(() => page.url()).toMatch(/w=conv1\.7\.k0\.sobelX(&|$)/);
  });

  await step('a damaged address keeps what fits and says what does not', async () => {
    await open(page, '#/04?lang=en&w=conv1.5.s*conv1.99.s*conv7.0.s*junk');
    await expect(banner(page)).toContainText('one operation');
    await expect(banner(page)).toContainText('(3)');
    await expect.poll(() => page.url()).toMatch(/w=conv1\.5\.s(&|$)/);
  });
});

test('axe finds nothing and nothing sticks out', async ({ page }) => {
  await open(page, withDigit('#/04?lang=en&l=conv2_relu.9.10.11&w=conv2.9.k3.sobelX', 3));
  await page.getByTestId('edit-kernel').click();
  await expect(page.getByRole('spinbutton')).toHaveCount(10);
  await walk(page, { stops: TWO_STOPS });
  await expect(page.getByRole('spinbutton')).toHaveCount(10);
});
