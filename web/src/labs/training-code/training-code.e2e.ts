/** The code, line by line: lines light what they make, by pointer and by keyboard. */
import type { Page } from '@playwright/test';
import { expect, open, step, test, TWO_STOPS, walk } from '../../../e2e/bench';

async function openCode(page: Page, code = ''): Promise<void> {
  await open(page, `#/04?lang=en&o=code${code && `+code.${code}`}`);
  await expect(page.getByTestId('training-code')).toBeVisible();
}
const litNodes = (page: Page) => page.getByTestId('code-loop').locator('[data-lit="true"]');
const litLayers = (page: Page) => page.getByTestId('code-layers').locator('[aria-current="true"]');

test('lines light what they make, by pointer, by keyboard and by link', async ({ page }) => {
  await step('a line lights what it makes, and says what it is for', async () => {
    await openCode(page);
    await expect(litLayers(page)).toHaveCount(0);
    await page.getByTestId('line-conv2').hover();
    await expect(litLayers(page)).toHaveCount(3);
    await expect(litLayers(page).last()).toContainText('(B, 64, 12, 12)');
    await expect(page.getByTestId('code-note')).toContainText('12×12');
    await page.getByTestId('code-step').click();
    await page.getByTestId('line-backward').hover();
    await expect(litNodes(page)).toHaveCount(2);
    await expect(page.getByTestId('node-gradients')).toContainText('1,199,882');
    // The pointer leaves, and nothing stays lit that nobody chose.
    await page.getByTestId('code-step').hover();
    await expect(litNodes(page)).toHaveCount(0);
  });

  await step('lines are walked by keyboard, and the address follows', async () => {
    await openCode(page, 'step');
    await page.getByTestId('line-rate').focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByTestId('line-setRate')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await expect(page).toHaveURL(/code\.step-setRate(&|$)/);
    await expect(page.getByTestId('node-weights')).toHaveAttribute('data-lit', 'true');
  });

  await step('a link opens the line; the code is that of the source files', async () => {
    await openCode(page, 'run-finish');
    await expect(page.getByTestId('line-finish')).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByTestId('training-code')).toContainText('metrics = self.finish_epoch()');
    await expect(page.getByTestId('node-average')).toHaveAttribute('data-lit', 'true');
  });
});

test('accessible, and nothing sticks out', async ({ page }) => {
  for (const view of ['model-conv1', 'step-loss', 'run-step'])
    await step(view, async () => {
      await openCode(page, view);
      await walk(page, { part: '[data-testid="training-code"]', stops: TWO_STOPS });
    });
});
