import { DIGITS } from '../../../e2e/digits';
import {
  draw,
  drawDigit,
  expect,
  open,
  percentages,
  prediction,
  settled,
  settledPercentages,
  step,
  test,
} from '../../../e2e/bench';

test('drawn digits are read, and the percentages sum to 100', async ({ page }) => {
  await open(page);
  for (const digit of Object.keys(DIGITS))
    await step(`a drawn ${digit}`, async () => {
      await drawDigit(page, Number(digit));
      await expect(prediction(page)).toContainText(digit);
      const shown = await percentages(page);
      expect(shown.indexOf(Math.max(...shown))).toBe(Number(digit));
      // Each is rounded to what is shown, at worst by half a tenth of a percent.
      expect(Math.abs(shown.reduce((a, b) => a + b) - 100)).toBeLessThanOrEqual(0.5);
      await page.getByTestId('clear').click();
      await expect(prediction(page)).not.toContainText(/\d/);
    });
});

test('percentages while the pen moves, undo, redo, clear, and a scribble', async ({ page }) => {
  await step('nothing drawn is no prediction', async () => {
    await open(page);
    await expect(prediction(page)).not.toContainText(/\d/);
    expect((await percentages(page)).filter((value) => value > 0)).toEqual([]);
  });

  await step('the percentages change while the pen still moves', async () => {
    await open(page);
    const box = (await page.getByTestId('draw-pad').boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.15);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.85, { steps: 20 });
    await expect(prediction(page)).toContainText('1');
    await page.mouse.up();
  });

  await step('undo, redo and clear', async () => {
    await open(page);
    await drawDigit(page, 4);
    await expect(prediction(page)).toContainText('4');
    const four = await settledPercentages(page);
    const undo = page.getByTestId('undo');

    await undo.click();
    await expect.poll(() => percentages(page)).not.toEqual(four);
    await page.keyboard.press('Control+Shift+Z');
    await expect.poll(() => percentages(page)).toEqual(four);

    await page.getByTestId('clear').click();
    await expect(prediction(page)).not.toContainText(/\d/);
    await undo.click();
    await expect.poll(() => percentages(page)).toEqual(four);
  });

  await step('a scribble that covers the pad does not break the page', async () => {
    await open(page);
    await draw(
      page,
      Array.from({ length: 12 }, (_, i) => [
        [0, i / 12],
        [1, (i + 0.5) / 12],
      ]),
      1,
    );
    await expect(prediction(page)).not.toBeEmpty();
    await page.getByTestId('clear').click();
    await drawDigit(page, 1);
    await expect(prediction(page)).toContainText('1');
  });
});

test('the address holds the drawing: another page opened with it shows the same', async ({
  page,
  context,
}) => {
  await open(page);
  await drawDigit(page, 3);
  await expect(prediction(page)).toContainText('3');
  await expect.poll(() => new URL(page.url()).hash.length).toBeGreaterThan(20);
  // The last stroke is written into the address a little after it was drawn.
  const address = await settled(() => page.url(), 1000);
  const before = await settledPercentages(page);

  // Its browser is older: no OffscreenCanvas.
  const other = await context.newPage();
  await other.addInitScript(() => Reflect.deleteProperty(window, 'OffscreenCanvas'));
  await open(other, address);
  await expect.poll(() => percentages(other)).toEqual(before);
});

test('without a camera the page says so and goes on', async ({ page }) => {
  await open(page, '#/04?lang=en');
  await page.getByTestId('camera').click();
  await expect(page.locator('dialog').getByRole('alert')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog')).toHaveCount(0);
  await drawDigit(page, 1);
  await expect(prediction(page)).toContainText('1');
});

test('a stroke is there after a reload in the same moment, before the address holds it', async ({
  page,
}) => {
  await open(page, '#/04?lang=en');
  // The address waits until the pen rests: it is still down.
  const box = (await page.getByTestId('draw-pad').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.15);
  // Something else is to be written in a moment.
  await page.getByRole('button', { name: 'Português' }).dispatchEvent('click');
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.85, { steps: 20 });
  await expect(prediction(page)).toContainText('1');
  expect(await settled(() => page.url(), 400)).not.toContain('d=');
  await page.reload();
  await expect(prediction(page)).toContainText('1');
  expect(page.url()).toContain('d=');
});
