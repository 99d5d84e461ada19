/** The guided tour: from the drawing to the answer in twelve steps, never in the way. */
import {
  drawDigit,
  expect,
  expectNothingSticksOut,
  open,
  openDrawn,
  prediction,
  step,
  test,
  TWO_STOPS,
  walk,
} from '../../../e2e/bench';

test('on a drawing', async ({ page }) => {
  await step(
    'twelve steps lead from the drawing to the answer, on the drawing that is there',
    async () => {
      await openDrawn(page, '#/04?lang=en');
      const { hash } = new URL(page.url());
      await page.getByTestId('tour-start').click();
      const tour = page.getByTestId('tour');
      const titles = new Set<string>();
      for (let step = 1; step <= 12; step++) {
        await expect(tour).toContainText(`${step} / 12`);
        await expect(page.locator('.tour-lit')).toHaveCount(1);
        titles.add((await tour.getByRole('heading').textContent())!);
        await expect.poll(() => page.url()).toContain(`t=${step}`);
        if (step < 12) await page.getByTestId('tour-next').click();
      }
      expect(titles.size).toBe(12);
      // The drawing is still the visitor's own.
      expect(new URL(page.url()).hash).toContain(/[?&]d=([^&]*)/.exec(hash)![0].slice(1));
      await page.getByTestId('tour-next').click();
      await expect(tour).toHaveCount(0);
      await expect(page.locator('.tour-lit')).toHaveCount(0);
    },
  );

  await step('the number that a step speaks of is the one that is open', async () => {
    await openDrawn(page, '#/04?lang=pt-BR', 7);
    await page.getByTestId('tour-start').click();
    const [tour, next] = [page.getByTestId('tour'), page.getByTestId('tour-next')];
    for (let step = 2; step <= 10; step++) {
      await next.click();
      await expect(tour).toContainText(`${step} / 12`);
      if (![3, 6, 7, 8, 9, 10].includes(step)) continue;
      const value = (await page.getByTestId('lens-value').textContent())!.trim();
      expect(value).toMatch(/^\d+,\d{3}$/);
      await expect(tour).toContainText(value);
    }
  });
});

test('on an empty sheet', async ({ page }) => {
  await step(
    'a link to any step opens on an empty sheet, without numbers that are not there',
    async () => {
      const tour = page.getByTestId('tour');
      await open(page, '#/04?lang=en&t=6');
      await expect(tour).toContainText('the sheet is empty');
      for (let step = 1; step <= 12; step++) {
        await page.evaluate((number) => (location.hash = `#/04?lang=en&t=${number}`), step);
        await expect(tour).toContainText(`${step} / 12`);
        await expect(tour).not.toContainText(/\b0\.000\b|NaN|undefined/);
      }
    },
  );

  await step('space and arrows lead on and back', async () => {
    await open(page, '#/04?lang=en&t=1');
    const tour = page.getByTestId('tour');
    await page.keyboard.press(' ');
    await expect(tour).toContainText('2 / 12');
    await page.keyboard.press('ArrowRight');
    await expect(tour).toContainText('3 / 12');
    await page.keyboard.press('ArrowLeft');
    await expect(tour).toContainText('2 / 12');
  });

  await step('with nothing drawn it takes an example and says so', async () => {
    await open(page, '#/04?lang=en');
    await page.getByTestId('tour-start').click();
    await page.getByTestId('tour-next').click();
    await expect(page.getByTestId('tour')).not.toContainText('The sheet was empty');
    await page.getByTestId('tour-next').click();
    await expect(page.getByTestId('tour')).toContainText('The sheet was empty');
    await expect(prediction(page)).toContainText('3');
    await expect(page.getByTestId('lens-value')).toBeVisible();
  });
});

test('it blocks nothing: drawing, opening and closing go on', async ({ page }) => {
  await open(page, '#/04?lang=en&t=1');
  await expect(page.getByTestId('tour')).toBeVisible();
  await drawDigit(page, 7);
  await expect(prediction(page)).toContainText('7');
  await page.getByRole('button', { name: 'conv1 + ReLU' }).click();
  await expect(page.getByTestId('lens')).toBeVisible();
  await expect(page.getByTestId('tour')).toBeVisible();
  // Esc ends the tour first, then goes up level by level.
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('tour')).toHaveCount(0);
  await expect(page.getByTestId('lens')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('lens')).toHaveCount(0);
});

test('clickers lead through it, and it is never left pointing at nothing', async ({ page }) => {
  await openDrawn(page, '#/04?lang=en');
  const tour = page.getByTestId('tour');
  const isAt = (step: number) => expect(tour).toContainText(`${step} / 12`);
  await page.getByTestId('tour-start').click();
  for (const step of [2, 3, 4]) {
    await page.keyboard.press('PageDown');
    await isAt(step);
  }
  await page.keyboard.press('PageUp');
  await isAt(3);
  // With the keyboard on the card's own button, and after a click on the network.
  await page.getByTestId('tour-next').click();
  await page.keyboard.press('ArrowRight');
  await isAt(5);
  const { height } = (await page.getByTestId('network').boundingBox())!;
  await page.getByTestId('network').click({ position: { x: 40, y: height / 2 } });
  await expect(page).toHaveURL(/l=image\./);
  await page.keyboard.press('PageDown');
  await isAt(6);
  await page.goBack();
  await isAt(5);
  await page.getByTestId('tour-close').press('Escape');
  await expect(tour).toHaveCount(0);
  await expect(page.getByTestId('tour-start')).toBeFocused();

  await page.getByTestId('tour-start').click();
  for (const step of [2, 3]) {
    await page.keyboard.press('PageDown');
    await isAt(step);
  }
  await page.getByTestId('lens-close').click();
  await expect(tour).toHaveCount(0);
  await expect(page.locator('.tour-lit')).toHaveCount(0);
  await page.getByTestId('tour-start').click();
  await page.getByRole('link', { name: /02/ }).click();
  await expect(page.getByTestId('tour-start')).toHaveAttribute('aria-pressed', 'false');
});

test('axe finds nothing with the tour open', async ({ page }) => {
  await open(page, '#/04?lang=en&t=2');
  await page.getByTestId('tour-next').click();
  await expect(page.getByTestId('lens-value')).toBeVisible();
  await walk(page, { stops: TWO_STOPS });
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the card makes way while the pen draws, and nothing sticks out', async ({ page }) => {
    await open(page, '#/04?t=1');
    const tour = page.getByTestId('tour');
    await expect(tour).toBeVisible();
    const box = (await page.getByTestId('draw-pad').boundingBox())!;
    await page.mouse.move(box.x + 60, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + 120, { steps: 3 });
    await expect(tour).toBeHidden();
    await page.mouse.up();
    await expect(tour).toBeVisible();
    await expectNothingSticksOut(page);
  });
});
