/** The cost laboratory in the page: what is typed, what is said of it, and known sizes. */
import { beforeEach, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { i18n } from '../../kit/i18n/i18n.svelte';
import { Cost } from './cost.svelte';
import CostLab from './CostLab.svelte';

let cost: Cost;
beforeEach(() => {
  i18n.language = 'en';
  cost = new Cost();
});

it('says the deck’s numbers, to the last digit and in words', async () => {
  render(CostLab, { cost, picture: null });
  await expect.element(page.getByTestId('cost-perChannel')).toHaveTextContent('33,177,600');
  await expect.element(page.getByTestId('cost-words-perChannel')).toHaveTextContent(/million/);
  await expect.element(page.getByTestId('cost-times')).toHaveTextContent(/\d/);
});

it('what can’t be read is said beside the field, and the last result stays', async () => {
  render(CostLab, { cost, picture: null });
  const width = page.getByTestId('cost-width');
  await width.fill('100');
  await expect.element(page.getByTestId('cost-perChannel')).toHaveTextContent('432,000');
  for (const text of ['', '0', 'ten', '12345678901234567890123456789']) {
    await width.fill(text);
    await expect.element(width).toHaveAttribute('aria-invalid', 'true');
    await expect.element(page.getByRole('alert')).not.toBeEmptyDOMElement();
  }
  await expect.element(page.getByRole('alert')).toHaveTextContent('123456789012345678901234…');
  await expect.element(page.getByTestId('cost-perChannel')).toHaveTextContent('432,000');
  await width.fill('200');
  await expect.element(page.getByTestId('cost-problem')).toBeEmptyDOMElement();
});

it('a size is taken from a preset, or from one’s own picture', async () => {
  render(CostLab, { cost, picture: { name: 'cat.png', fullWidth: 640, fullHeight: 480 } });
  await page.getByTestId('preset-own').click();
  expect(cost.text).toBe('640x480x3x3x32');
  await expect.element(page.getByTestId('preset-own')).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button').first().click();
  await expect.element(page.getByTestId('preset-own')).toHaveAttribute('aria-pressed', 'false');
});

it('speaks the page’s language', async () => {
  render(CostLab, { cost, picture: null });
  i18n.language = 'pt-BR';
  await expect.element(page.getByTestId('cost-perChannel')).toHaveTextContent('33.177.600');
});
