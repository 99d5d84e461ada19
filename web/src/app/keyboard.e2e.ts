/** The keyboard alone: every control can be reached, a digit can be drawn, undone and cleared. */
import { type Page } from '@playwright/test';
import {
  expect,
  open,
  percentages,
  prediction,
  settled,
  settledPercentages,
  test,
} from '../../e2e/bench';

async function press(page: Page, key: string, times = 1): Promise<void> {
  for (let i = 0; i < times; i++) await page.keyboard.press(key);
}

/** Tabs until the focus is on a match; null if it came round without one. */
async function tabTo(page: Page, selector: string): Promise<boolean> {
  for (let i = 0; i < 120; i++) {
    await press(page, 'Tab');
    if (await page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector))
      return true;
  }
  return false;
}

test('a digit drawn pixel by pixel is read, undone, and read again from the address', async ({
  page,
}) => {
  await open(page, '#/04?lang=en');
  expect(await tabTo(page, '[data-testid="pixel-editor"]')).toBe(true);
  await press(page, 'Enter');
  const grid = page.getByTestId('pixel-grid');
  await expect(grid).toBeFocused();
  // From the middle to the top, then a stroke down: Shift draws while the cursor moves.
  await press(page, 'ArrowUp', 10);
  await press(page, 'Enter');
  await press(page, 'Shift+ArrowDown', 19);
  await expect(prediction(page)).toContainText('1');
  await press(page, 'Escape');
  await expect(grid).toBeHidden();
  await expect(prediction(page)).toContainText('1');
  const drawn = await settledPercentages(page);
  expect(drawn[1]).toBeGreaterThan(50);

  // Each touch is one step: without the lower part it is no longer such a clear stroke.
  await press(page, 'Control+z', 15);
  await expect.poll(() => percentages(page)).not.toEqual(drawn);
  await press(page, 'Control+y', 15);
  await expect.poll(() => percentages(page)).toEqual(drawn);
  await settled(() => page.url(), 500);
  await page.reload();
  await expect.poll(() => percentages(page)).toEqual(drawn);
  // The back button closes the dialog, and nothing else.
  await page.getByTestId('pixel-editor').press('Enter');
  await expect(grid).toBeVisible();
  await page.goBack();
  await expect(grid).toBeHidden();
  await expect.poll(() => percentages(page)).toEqual(drawn);
  await page.getByTestId('draw-pad').focus();
  await press(page, 'Delete');
  await expect(prediction(page)).not.toContainText(/\d/);
});

test('Tab reaches every control that can be seen', async ({ page }) => {
  await open(page, '#/04?lang=en');
  const unreached = await page.evaluate(() => {
    const controls = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    const seen = [...document.querySelectorAll<HTMLElement>(controls)].filter(
      (element) => element.checkVisibility() && !element.matches(':disabled, [tabindex="-1"]'),
    );
    seen.forEach((element) => (element.dataset.unreached = ''));
    addEventListener('focusin', ({ target }) => delete (target as HTMLElement).dataset.unreached);
    return seen.length;
  });
  expect(unreached).toBeGreaterThan(15);
  await press(page, 'Tab', unreached + 5);
  const left = page.locator('[data-unreached]');
  // Tab reaches one radio button of a group, the arrows reach the others.
  expect(
    await left.evaluateAll((found) =>
      found.filter((e) => !e.matches('[type=radio]')).map((e) => e.outerHTML.slice(0, 120)),
    ),
  ).toEqual([]);
});
