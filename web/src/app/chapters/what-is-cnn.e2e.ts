/** Chapter 02 as a whole: when it is fetched, its sections and their addresses. */
import { expect, fetchTest, open, test, walk, TWO_STOPS } from '../../../e2e/bench';

fetchTest('the chapter is fetched when it is opened, not before', async ({ page, asked }) => {
  await open(page);
  expect(asked.filter((url) => /WhatIsCnn|study/.test(url))).toEqual([]);
  await page.getByRole('link', { name: /02/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('O que é uma CNN?');
  expect(asked.filter((url) => /WhatIsCnn/.test(url)).length).toBeGreaterThan(0);
});

test('a link opens on its section, with the laboratories as they were', async ({ page }) => {
  await open(page, '#/02?lang=en&c=cost_cmyk-1011-40-grey-pillow-5.6_224x224x3x5x64');
  await expect
    .poll(() =>
      page.getByTestId('section-cost').evaluate((section) => section.getBoundingClientRect().top),
    )
    .toBeLessThan(60);
  await expect(page.getByTestId('cost-kernelSize')).toHaveValue('5');
  await expect(page.getByTestId('space-cmyk')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('switch-M')).toHaveAttribute('aria-pressed', 'false');
  expect(Number(await page.getByTestId('spread').inputValue())).toBeCloseTo(0.4);
  await page.getByRole('navigation', { name: 'In this chapter' }).getByText('brain').click();
  await expect(page).toHaveURL(/c=brain_cmyk-1011-40-grey-pillow-5\.6_224x224x3x5x64/);
});

test('axe finds nothing, and nothing sticks out', async ({ page }) => {
  test.slow();
  await open(page, '#/02?lang=en&c=planes_cmyk-1011-100');
  await expect(page.getByTestId('plane-result')).toBeVisible();
  await expect(page.getByTestId('receptive-fields')).toBeVisible();
  await page.getByTestId('cost-width').fill('0');
  await walk(page, { stops: TWO_STOPS });
});
