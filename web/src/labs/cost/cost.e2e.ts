/** What a picture costs, in either language's notation; anything that is not a size is refused. */
import { expect, open, test } from '../../../e2e/bench';

test("8K costs what the deck says, in either language's notation", async ({ page }) => {
  await open(page, '#/02?lang=pt-BR&c=cost');
  await expect(page.getByTestId('cost-perChannel')).toHaveText('33.177.600');
  await expect(page.getByTestId('cost-words-perChannel')).toHaveText('33,2 milhões');
  await expect(page.getByTestId('cost-words-denseMultiplications')).toHaveText('106 quatrilhões');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByTestId('cost-perChannel')).toHaveText('33,177,600');
  await expect(page.getByTestId('cost-denseMultiplications')).toHaveText('105,595,873,158,758,400');
  await page.getByTestId('preset-mnist').click();
  await expect(page.getByTestId('cost-values')).toHaveText('784');
  await expect(page.getByTestId('cost-convParameters')).toHaveText('320');
  await expect(page).toHaveURL(/c=[a-z-]*__28x28x1x3x32/);
});

test('a size that is none is refused in words, and the last result stays', async ({ page }) => {
  await open(page, '#/02?lang=en&c=cost');
  const width = page.getByTestId('cost-width');
  const problem = page.getByTestId('cost-problem');
  await width.fill('1000');
  await expect(page.getByTestId('cost-perChannel')).toHaveText('4,320,000');
  for (const [text, sentence] of [
    ['0', 'Width = 0 is too small'],
    ['-4', 'Width = -4 is too small'],
    ['ten', 'Width = “ten” is not a whole number'],
    ['', 'Width is empty'],
    ['9'.repeat(300), 'is too large: the maximum here is 1,000,000'],
  ] as const) {
    await width.fill(text);
    await expect(problem).toContainText(sentence);
    await expect(problem).toContainText('last valid result');
    await expect(width).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByTestId('cost-perChannel')).toHaveText('4,320,000');
  }
  await width.fill('2');
  await expect(problem).toContainText('Kernel side = 3 does not fit');
  await width.fill('7.680');
  await expect(problem).toHaveText('');
  await expect(page.getByTestId('cost-perChannel')).toHaveText('33,177,600');
});
