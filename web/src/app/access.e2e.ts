/** The page for everyone: languages, themes, a finger, a keyboard. */
import { DIGITS } from '../../e2e/digits';
import {
  dress,
  expect,
  expectNothingSticksOut,
  open,
  openDrawn,
  prediction,
  test,
  walk,
} from '../../e2e/bench';

test('both languages have their own notation and keep the drawing; axe finds nothing', async ({
  page,
}) => {
  await openDrawn(page, '#/04?lang=pt-BR', 7);
  await expect(page.getByTestId('probability-7')).toHaveText(/\d,\d/);
  await dress(page, 'en', 'light');
  await expect(page.getByTestId('probability-7')).toHaveText(/\d\.\d/);
  await expect(prediction(page)).toContainText('7');
  await walk(page);
});

test.describe('a finger on a narrow screen', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('draws without scrolling, and nothing sticks out at the side', async ({ page, context }) => {
    await open(page);
    const pad = page.getByTestId('draw-pad');
    await pad.scrollIntoViewIfNeeded();
    const box = (await pad.boundingBox())!;
    const scrolled = await page.evaluate(() => scrollY);
    // Playwright's touchscreen only taps; the protocol beneath it drags.
    const client = await context.newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number, y?: number) =>
      client.send('Input.dispatchTouchEvent', {
        type,
        touchPoints:
          x === undefined ? [] : [{ x: box.x + x * box.width, y: box.y + y! * box.height }],
      });
    for (const [first, ...rest] of DIGITS[1]!) {
      await touch('touchStart', ...first!);
      const [x, y] = first!;
      for (const [endX, endY] of rest) {
        for (let i = 1; i <= 12; i++) {
          await touch('touchMove', x + ((endX - x) * i) / 12, y + ((endY - y) * i) / 12);
        }
      }
      await touch('touchEnd');
    }
    await expect(prediction(page)).toContainText('1');
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
    await expectNothingSticksOut(page);
  });
});
