/** A picture from the camera: Chromium's fake device shows a test pattern. */
import { withDevices } from '../../../e2e/browser';
import { expect, open, percentages, prediction, test } from '../../../e2e/bench';

test.use(withDevices);

test('its picture goes through the same steps and is answered', async ({ page }) => {
  await open(page, '#/04?lang=en');
  await page.getByTestId('camera').click();
  const capture = page.getByTestId('capture');
  await expect(capture).toBeEnabled();
  const size = await page
    .locator('video')
    .evaluate((video: HTMLVideoElement) => [video.videoWidth, video.videoHeight]);
  expect(Math.min(...size)).toBeGreaterThan(100);
  // It is read as it runs; a test pattern is no number, or any.
  await expect(page.getByTestId('camera-reading')).toHaveText(/./);
  await capture.click();
  await expect(page.locator('dialog')).toHaveCount(0);
  // A pattern may be refused: what counts is that it was read, and that the numbers are a distribution.
  await expect(page.getByTestId('probability-0')).toHaveText(/\d/);
  const shown = await percentages(page);
  expect(Math.abs(shown.reduce((a, b) => a + b) - 100)).toBeLessThanOrEqual(0.5);
  await page.getByTestId('clear').click();
  await expect(prediction(page)).not.toContainText(/\d/);
});
