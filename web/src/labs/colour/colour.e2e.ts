/** Colour planes of any picture: switched, pulled apart, read pixel by pixel. */
import type { Page } from '@playwright/test';
import { expect, expectNothingSticksOut, open, settled, step, test } from '../../../e2e/bench';
import { animatedGif, plain } from '../../../e2e/pictures';

/** The chair of the example, as Pillow has it. */
const CHAIR = { x: 310, y: 180, rgb: [228, 48, 50] };

const give = (page: Page, name: string, buffer: Buffer, mimeType = 'image/png') =>
  page.getByTestId('colour-picture').setInputFiles({ name, mimeType, buffer });

const facts = (page: Page) => page.getByTestId('colour-facts');
const spread = async (page: Page) => Number(await page.getByTestId('spread').inputValue());
const level = (page: Page, name: string) => page.getByTestId(`level-${name}`).locator('strong');

/** A pixel of a plane as it is painted. */
const painted = (page: Page, id: string, x: number, y: number) =>
  page
    .getByTestId(`plane-${id}`)
    .locator('canvas')
    .evaluate(
      (canvas: HTMLCanvasElement, [x, y]) =>
        Array.from(canvas.getContext('2d')!.getImageData(x!, y!, 1, 1).data.slice(0, 3)),
      [x, y],
    );

async function openLab(page: Page, colours = '', lang = 'en'): Promise<void> {
  await open(page, `#/02?lang=${lang}&c=planes_${colours}`);
  await expect(page.getByTestId('plane-result')).toBeVisible();
}

test('planes by mouse and by keyboard, and what Pillow says of a pixel', async ({ page }) => {
  await step('a pixel has the levels that Pillow gives it, in every space', async () => {
    await openLab(page, `rgb-111-100-pillow-${CHAIR.x}.${CHAIR.y}`);
    const pillow = {
    'rgb-R': 228, 'rgb-G': 48, 'rgb-B': 50,
    'hsv-H': 254, 'hsv-S': 201, 'hsv-V': 228,
    'cmyk-C': 27, 'cmyk-M': 207, 'cmyk-Y': 205, 'cmyk-K': 0,
    'ycbcr-Y': 102, 'ycbcr-Cb': 98, 'ycbcr-Cr': 217,
    'grey-L': 102,
  }; // prettier-ignore
    for (const [name, wanted] of Object.entries(pillow)) {
      const shown = Number(await level(page, name).textContent());
      expect(Math.abs(shown - wanted), name).toBeLessThanOrEqual(1);
    }
    await expect(page.getByTestId('level-ycbcr-Y')).toContainText(
      '0.299 × 228 + 0.587 × 48 + 0.114 × 50 = 102.048',
    );
  });

  await step('the stage does everything by keyboard', async () => {
    await openLab(page, `rgb-111-100-${CHAIR.x}.${CHAIR.y}`);
    await page.getByTestId('plane-stack').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowUp');
    await expect(page).toHaveURL(/311\.170/);
    await page.keyboard.press('2');
    await expect(page.getByTestId('switch-G')).toHaveAttribute('aria-pressed', 'false');
  });

  await step('planes switched off leave the picture, and come back', async () => {
    await openLab(page);
    const at = [CHAIR.x, CHAIR.y] as const;
    expect(await painted(page, 'result', ...at)).toEqual(CHAIR.rgb);
    expect(await painted(page, 'G', ...at)).toEqual([0, 48, 0]);
    await page.getByTestId('switch-R').click();
    await expect(page.getByTestId('switch-R')).toHaveAttribute('aria-pressed', 'false');
    await expect.poll(() => painted(page, 'result', ...at)).toEqual([0, 48, 50]);
    await expect(page).toHaveURL(/c=planes_rgb-011-100/);
    await page.getByTestId('switch-R').click();
    await expect.poll(() => painted(page, 'result', ...at)).toEqual(CHAIR.rgb);
    await expect(page.getByTestId('colour-loss')).toContainText('exactly');
    await page.getByTestId('space-hsv').click();
    await expect(page.getByTestId('colour-loss')).toContainText('within');
  });

  await step('hovering a plane shows that pixel, and a click keeps it', async () => {
    await openLab(page);
    const numbers = page.getByTestId('pixel-numbers');
    const before = await numbers.textContent();
    const plane = page.getByTestId('plane-G');
    await plane.hover({ position: { x: 20, y: 30 } });
    await expect(numbers).not.toHaveText(before!);
    const pointed = await settled(() => numbers.textContent(), 100);
    // Where the pointer is: looking for the place again could scroll.
    await page.mouse.down();
    await page.mouse.up();
    await page.mouse.move(2, 2);
    await expect(numbers).toHaveText(pointed!);
    await expect(page).toHaveURL(/rgb-111-100-\d+\.\d+/);
  });

  await step('planes are pulled apart by dragging, and by keys', async () => {
    await openLab(page, 'rgb-111-0');
    expect(await spread(page)).toBe(0);
    const card = (await page.getByTestId('plane-result').boundingBox())!;
    const middle = { x: card.x + card.width / 2, y: card.y + card.height / 2 };
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x - 40, middle.y, { steps: 4 });
    await page.mouse.move(middle.x - 160, middle.y, { steps: 4 });
    await page.mouse.up();
    const dragged = await spread(page);
    expect(dragged).toBeGreaterThan(0.1);
    // A drag pins no pixel.
    await expect(page).toHaveURL(/c=planes_rgb-111-\d+$/);
    await page.getByTestId('plane-stack').focus();
    await page.keyboard.press('-');
    await expect.poll(() => spread(page)).toBeLessThan(dragged);
    for (let i = 0; i < 12; i++) await page.keyboard.press('+');
    await expect.poll(() => spread(page)).toBe(1);
    const [result, blue] = await Promise.all(
      ['result', 'B'].map((id) => page.getByTestId(`plane-${id}`).boundingBox()),
    );
    expect(result!.x + result!.width).toBeLessThan(blue!.x);
  });
});

test('pictures of all kinds, given, dropped and pasted', async ({ page }) => {
  await step('what is no picture is refused in words, and the last one stays', async () => {
    await openLab(page);
    const whole = plain(300, 200, [1, 2, 3]);
    for (const [name, bytes] of [
      ['noise.png', Buffer.from('this is no picture')],
      ['empty.png', Buffer.alloc(0)],
      ['cut.png', whole.subarray(0, 40)],
    ] as const) {
      await give(page, name, bytes);
      await expect(page.getByRole('alert').filter({ hasText: name })).toContainText(
        'not a picture',
      );
      await expect(facts(page)).toContainText('The study room');
    }
    await give(page, 'good.png', whole);
    await expect(facts(page)).toContainText('good.png');
    await expect(page.getByRole('alert').filter({ hasText: 'cut.png' })).toHaveCount(0);
  });

  await step('a picture of one pixel, with alpha, animated, of 24 megapixels', async () => {
    await openLab(page, 'rgb-111-100');
    await give(page, 'dot.png', plain(1, 1, [200, 100, 50]));
    await expect(facts(page)).toContainText('dot.png · 1 × 1');
    await expect(level(page, 'rgb-R')).toHaveText('200');
    expect(await painted(page, 'result', 0, 0)).toEqual([200, 100, 50]);

    await give(page, 'glass.png', plain(4, 3, [0, 0, 0, 128]));
    await expect(facts(page)).toContainText('glass.png');
    await expect(level(page, 'grey-L')).toHaveText('127');

    await give(page, 'blink.gif', animatedGif(), 'image/gif');
    await expect(facts(page)).toContainText('blink.gif · 1 × 1');
    await expect(level(page, 'rgb-R')).toHaveText('255');
    await expect(level(page, 'rgb-B')).toHaveText('0');

    await give(page, 'large.png', plain(6000, 4000, [90]));
    await expect(facts(page)).toContainText('6,000 × 4,000', { timeout: 20_000 });
    await expect(facts(page)).toContainText('reduced to 480 × 320');
    await page.getByTestId('preset-own').click();
    await expect(page.getByTestId('cost-values')).toHaveText('72,000,000');
  });

  await step('a picture can be dropped and pasted', async () => {
    await openLab(page);
    const bytes = [...plain(2, 2, [10, 20, 30])];
    await page.getByTestId('colour-lab').evaluate((lab, bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'dropped.png', { type: 'image/png' }));
      lab.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
    }, bytes);
    await expect(facts(page)).toContainText('dropped.png');
    await page.evaluate((bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'pasted.png', { type: 'image/png' }));
      dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }));
    }, bytes);
    await expect(facts(page)).toContainText('pasted.png');
  });
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('planes lie in a pile, a tap looks at a pixel, nothing sticks out', async ({ page }) => {
    await openLab(page, 'cmyk-1111-100');
    const [result, black] = await Promise.all(
      ['result', 'K'].map((id) => page.getByTestId(`plane-${id}`).boundingBox()),
    );
    expect(result!.y + result!.height).toBeLessThan(black!.y);
    await page.getByTestId('plane-C').tap();
    await expect(page).toHaveURL(/cmyk-1111-100-\d+\.\d+/);
    await expectNothingSticksOut(page);
  });
});
