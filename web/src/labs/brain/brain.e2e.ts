/** Learned kernels beside their Gabor functions, and receptive fields that grow. */
import { expect, open, test } from '../../../e2e/bench';

test('kernels stand beside their Gabor functions, and receptive fields grow', async ({ page }) => {
  await open(page, '#/02?lang=en&c=brain');
  const chosen = page.getByTestId('gabor-chosen');
  const best = await chosen.locator('dd').first().textContent();
  const worst = page.getByTestId(/^gabor-\d+$/).last();
  await worst.click();
  await expect(chosen.locator('dd').first()).not.toHaveText(best!);
  await expect(worst).toContainText((await chosen.locator('dd').first().textContent())!);
  const fields = page.getByTestId('receptive-fields').locator('figcaption');
  await expect(fields).toHaveText([
    'conv1: 3 × 3 pixels',
    'conv2: 5 × 5 pixels',
    'pool: 6 × 6 pixels',
    'fc1: 28 × 28 pixels',
  ]);
  await page.getByRole('application', { name: /conv2/ }).focus();
  await page.keyboard.press('ArrowUp');
  await expect(page).toHaveURL(/___\d+-12\.13/);
});
