/** One step, slowly: its numbers add up as shown, agree with a push on the weight, and a step that is made makes the loss fall. */
import type { Page } from '@playwright/test';
import { expect, open, step, STOPS, test, walk } from '../../../e2e/bench';

const shown = (page: Page) => page.getByTestId('step-shown');
/** A number as the page writes it, in English. */
function number(text: string | null): number {
  const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const [, mantissa, power] = /(−?[\d.,]+)(?:·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?/.exec(text!)!;
  const plain = (sign: string) => (sign === '⁻' ? '-' : String(raised.indexOf(sign)));
  const exponent = power ? Array.from(power, plain).join('') : '0';
  return Number(`${mantissa.replace('−', '-').replaceAll(',', '')}e${exponent}`);
}

async function openStep(page: Page, text = ''): Promise<void> {
  await open(page, `#/04?lang=en&o=step${text && `+step.${text}`}`);
  await expect(shown(page)).toHaveAttribute('data-count', /\d/, { timeout: 30_000 });
}

test('parts are walked by keyboard, and a weight’s gradient is taken apart', async ({ page }) => {
  await step('its parts are walked by keyboard, and the address follows', async () => {
    await openStep(page);
    // Nothing need have the focus.
    await page.keyboard.press('Space');
    await expect(page.getByTestId('part-loss')).toHaveAttribute('aria-current', 'step');
    await expect(page).toHaveURL(/step\.loss(&|$)/);
    // Scores become shares that add up to 1, and their gradients to 0.
    const rows = page.getByTestId('step-loss').locator('tbody tr');
    await expect(rows).toHaveCount(10);
    const slopes = (await rows.locator('td:last-child').allTextContents()).map(number);
    expect(slopes.reduce((sum, slope) => sum + slope, 0)).toBeCloseTo(0, 9);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByTestId('part-weight')).toHaveAttribute('aria-current', 'step');
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByTestId('part-backward')).toHaveAttribute('aria-current', 'step');
    // A cell's number and gradient are read by keyboard too.
    await page.getByTestId('step-maps').getByRole('application').first().focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByTestId('step-reading')).toContainText(/picture, .*: .*gradient/);
  });

  await step(
    'a weight’s gradient is the sum of its terms as shown, and what a push does',
    async () => {
      await openStep(page, 'weight');
      await expect(page.getByTestId('gradient-sum')).toContainText('676 places');
      const lines = (
        await page.getByTestId('gradient-lines-0').locator('dd').allTextContents()
      ).map(number);
      expect(lines).toHaveLength(3);
      expect(lines[0] + lines[1]).toBeCloseTo(lines[2], 9);
      const terms = page.getByTestId('gradient-sum').locator('li .amount');
      const amounts = (await terms.allTextContents()).map(number);
      expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(lines[0], 9);

      // Behind a term: where its gradient came from, all the way to the loss.
      for (let i = 0; i < 9; i++) {
        const list = page
          .locator(i === 0 ? '[data-testid="gradient-sum"] > .terms' : '.behind')
          .last();
        await list.locator('ol button').first().click();
        await expect(page.getByTestId(`trail-${i}`)).toBeVisible();
      }
      await expect(page.getByTestId('trail-end')).toContainText('p − y');
      await expect(page).toHaveURL(/weight-+[\d.]+(&|$)/);

      // A fully connected weight has one product.
      await page.getByTestId('weight-tensor').selectOption('fc2.weight');
      await expect(page.getByTestId('gradient-sum')).toContainText('one product');

      await page.getByTestId('part-next').click();
      await expect(page.getByTestId('check-difference')).not.toHaveText('…');
      const [quotient, chain] = await Promise.all(
        ['difference', 'chain'].map(async (row) =>
          number(await page.getByTestId(`check-${row}`).textContent()),
        ),
      );
      expect(Math.abs(chain)).toBeGreaterThan(1e-3);
      expect(Math.abs(quotient - chain)).toBeLessThan(1e-6);
      // Too large a push is further off.
      await page.getByTestId('check-epsilon').selectOption('0.1');
      await expect(page.getByTestId('check-difference')).not.toHaveText('…');
      const apart = number(await page.getByTestId('check-apart').textContent());
      expect(Math.abs(apart)).toBeGreaterThan(Math.abs(quotient - chain));
    },
  );
});

test('steps that are made make the loss fall, Adam’s moments fill, too high a rate is seen', async ({
  page,
}) => {
  await openStep(page, 'after---adam');
  const losses: number[] = [];
  for (let made = 0; made < 3; made++) {
    losses.push(number(await page.getByTestId('loss-before').textContent()));
    await page.getByTestId('step-apply').click();
    await expect(shown(page)).toHaveAttribute('data-count', String(made + 1), { timeout: 20_000 });
  }
  losses.push(number(await page.getByTestId('loss-before').textContent()));
  for (let i = 1; i < losses.length; i++) expect(losses[i]).toBeLessThan(losses[i - 1]!);
  await page.getByTestId('part-update').click();
  await expect(page.getByTestId('weight-history').locator('tbody tr')).toHaveCount(4);
  await expect(page.getByTestId('formulas')).toContainText('0.999');
  await expect(page).toHaveURL(/update---adam--3(&|$)/);

  // Another rate begins again; the bench's network has not moved.
  await page.getByTestId('optimizer-sgd').click();
  await page.getByTestId('step-rate').fill('10');
  await page.getByTestId('step-rate').dispatchEvent('change');
  await expect(page.getByTestId('step-made')).toContainText('0');
  await page.getByTestId('part-after').click();
  await page.getByTestId('step-trained').click();
  await page.getByTestId('step-label-3').click();
  await expect(shown(page)).toHaveAttribute('data-count', '0', { timeout: 20_000 });
  await expect(page.getByTestId('step-outcome')).not.toHaveText('');
});

test('a link shows another person exactly this, and so does a second visit', async ({ page }) => {
  const text = 'update-t-3-adamw-0.0001-1-fc1.bias~5';
  const inAddress = text.replace('~', '%7E');
  await openStep(page, text);
  await expect(page.getByTestId('step-trained')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('step-label-3')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('optimizer-adamw')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('chosen-weight')).toContainText('fc1.bias, unit 5');
  await expect(page.getByTestId('step-made')).toContainText('1');
  await expect(page).toHaveURL(new RegExp(`step\\.${inAddress}(&|$)`));
  await page.getByTestId('studio-close').click();
  await page.goBack();
  await page.getByTestId('part-loss').click();
  await expect(page.getByTestId('part-loss')).toHaveAttribute('aria-current', 'step');
  await page.getByTestId('step-label-4').click();
  await expect(page.getByTestId('step-label-4')).toHaveAttribute('aria-pressed', 'true');
});

test('every part is accessible, and nothing sticks out', async ({ page }) => {
  test.slow();
  await openStep(page);
  for (const part of ['forward', 'loss', 'backward', 'weight', 'check', 'update', 'after'])
    await step(part, async () => {
      await openStep(page, `${part}---adamw`);
      await expect(page.getByTestId(`part-${part}`)).toHaveAttribute('aria-current', 'step');
      if (part === 'check') await expect(page.getByTestId('check-difference')).not.toHaveText('…');
      await walk(page, { part: '[data-testid="slow-step"]', stops: STOPS.slice(2) });
    });
});
