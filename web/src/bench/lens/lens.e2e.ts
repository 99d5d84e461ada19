/** The lens on convolutions: opened, stepped, followed, by mouse and keyboard, from any address. */
import type { Page } from '@playwright/test';
import {
  draw,
  expect,
  expectNothingSticksOut,
  open,
  openDrawn,
  settled,
  show,
  step,
  test,
  TWO_STOPS,
  walk,
  withDigit,
  withMotion,
} from '../../../e2e/bench';

const lens = (page: Page) => page.getByTestId('lens');
const value = (page: Page) => page.getByTestId('lens-value');

/** A number as the page writes it, in either language. */
const numberOf = (text: string) =>
  Number(
    text
      .trim()
      .replace('\u2212', '-')
      .replace(/[.,](?=\d{3}\b.*[.,])/, '')
      .replace(',', '.'),
  );

const cells = async (page: Page, grid: string) =>
  (
    await lens(page)
      .getByRole('group', { name: grid, exact: true })
      .locator('.cell')
      .allTextContents()
  ).map(numberOf);

async function openWith(page: Page, address: string, digit = 3): Promise<void> {
  await openDrawn(page, address, digit);
  await expect(value(page)).toBeVisible();
}

test('values add up as shown, and lines of code light', async ({ page }) => {
  await step('nine products, their sum, the bias and the value add up as shown', async () => {
    await openWith(page, '#/04?lang=en&l=conv1_relu.5.12.13');
    const [inputs, weights, products] = [
      await cells(page, 'window'),
      await cells(page, 'learned kernel'),
      await cells(page, 'products'),
    ];
    expect(products).toHaveLength(9);
    // Each factor is rounded to three decimals: the product is right to about a thousandth.
    products.forEach((product, i) =>
      expect(Math.abs(product - inputs[i]! * weights[i]!)).toBeLessThan(0.0025),
    );
    const shown = (await lens(page).locator('.result dd').allTextContents()).map(numberOf);
    const thousandths = (x: number) => Math.round(x * 1000);
    expect(thousandths(products.reduce((a, b) => a + b))).toBe(thousandths(shown[0]!));
    expect(thousandths(shown[0]! + shown[1]!)).toBe(thousandths(shown[2]!));
    expect(numberOf((await value(page).textContent())!)).toBe(Math.max(0, shown[2]!));
  });

  await step('the bias is the one of the surgery beside it, also one step on', async () => {
    const bias = lens(page).getByRole('spinbutton', { name: 'bias' });
    const own = await bias.inputValue();
    const listed = lens(page)
      .locator('.result dt', { hasText: 'bias' })
      .locator('xpath=following-sibling::dd[1]');
    for (let i = 0; i < 4; i++) {
      await expect(listed).toHaveText(own);
      const said = await page.getByTestId('readout').textContent();
      expect(said).toContain(`with the bias ${own} that is`);
      await page.getByTestId('slide-forward').click();
      await expect.poll(() => page.url()).toContain(`l=conv1_relu.5.12.${14 + i}`);
    }
    await expect(bias).toHaveValue(own);
  });

  await step('32 partial sums and the bias add up, and each opens its nine products', async () => {
    await openWith(page, '#/04?lang=pt-BR&l=conv2_relu.9.10.11');
    const partials = lens(page).getByRole('region', { name: /Somas parciais/ });
    const sums = (await partials.locator('.sum').allTextContents()).map(numberOf);
    expect(sums).toHaveLength(32);
    const sizes = sums.map(Math.abs);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    const shown = (await lens(page).locator('.result dd').allTextContents()).map(numberOf);
    expect(Math.round(1000 * sums.reduce((a, b) => a + b))).toBe(Math.round(1000 * shown[0]!));

    const third = partials.getByRole('button').nth(2);
    await third.click();
    await expect(third).toHaveAttribute('aria-pressed', 'true');
    const products = await cells(page, 'produtos');
    expect(Math.round(1000 * products.reduce((a, b) => a + b))).toBe(Math.round(1000 * sums[2]!));
  });

  await step('a line of code lights its layer, and the open layer lights its lines', async () => {
    await openWith(page, '#/04?lang=en&l=conv1_relu.5.12.13');
    const code = lens(page).getByRole('group', { name: 'The code' });
    await expect(code.locator('.lit')).toHaveText([
      /self\.conv1 = nn\.Conv2d\(1, 32, kernel_size=3\)/,
      /self\.relu = nn\.ReLU\(\)/,
      /x = self\.relu\(self\.conv1\(x\)\)/,
    ]);
    await code.getByRole('button', { name: /self\.fc2 = / }).click();
    await expect.poll(() => page.url()).toMatch(/l=(logits|softmax)/);
  });
});

test.describe('where motion is welcome', () => {
  test.use(withMotion);

  test('the slide plays, pauses, steps back and forward, and ends at the last place', async ({
    page,
  }) => {
    await openWith(page, '#/04?lang=en&l=conv1_relu.5.0.0');
    const slider = page.getByTestId('slide-position');
    await page.getByTestId('slide-forward').click();
    await expect(slider).toHaveValue('1');
    await page.getByTestId('slide-back').click();
    await expect(slider).toHaveValue('0');
    await expect(page.getByTestId('slide-back')).toBeDisabled();

    await lens(page)
      .getByRole('combobox', { name: 'Speed' })
      .selectOption({ label: '64 a second' });
    await page.getByTestId('slide-play').click();
    await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThan(20);
    await page.getByTestId('slide-play').click();
    const paused = await slider.inputValue();
    // Ten steps of the slide later it is where it was.
    await expect(settled(() => slider.inputValue(), 150)).resolves.toBe(paused);

    await lens(page)
      .getByRole('combobox', { name: 'Speed' })
      .selectOption({ label: 'all at once' });
    await page.getByTestId('slide-play').click();
    await expect(slider).toHaveValue('675');
    await expect.poll(() => page.url()).toContain('l=conv1_relu.5.25.25');
  });
});

test('opened, moved and left by keyboard and by mouse', async ({ page }) => {
  await step('the keyboard opens, moves and goes up level by level', async () => {
    await openDrawn(page, '#/04?lang=en');
    const network = page.getByTestId('network');
    await network.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('Enter');
    await expect(value(page)).toBeVisible();
    await expect.poll(() => page.url()).toContain('l=conv1_relu.1.13.13');
    await lens(page).getByRole('application').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.url()).toContain('l=conv1_relu.1.14.14');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.url()).toMatch(/l=conv1_relu(&|$)/);
    await page.keyboard.press('Escape');
    await expect(lens(page)).toHaveCount(0);
    await expect.poll(() => page.url()).not.toMatch(/[?&]l=/);
  });

  await step('the keyboard is led in, and back to where it opened it', async () => {
    await openDrawn(page, '#/04?lang=en');
    const network = page.getByTestId('network');
    await network.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page.locator('#lens-title')).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await expect(lens(page).locator(':focus')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(lens(page)).toHaveCount(0);
    await expect(network).toBeFocused();
    const title = page.getByRole('button', { name: 'conv1 + ReLU' });
    await title.press('Enter');
    await expect(page.locator('#lens-title')).toBeFocused();
    await page.getByTestId('lens-close').press('Enter');
    await expect(title).toBeFocused();
  });

  await step('the back button closes what was opened, one by one, and nothing else', async () => {
    const top = () => page.evaluate(() => scrollY);
    await page.mouse.wheel(0, 30);
    await expect.poll(top).toBeGreaterThan(0);
    const before = await settled(top, 100);
    const title = page.getByRole('button', { name: 'conv1 + ReLU' });
    await title.click();
    await lens(page).getByRole('button', { name: 'Open map 4', exact: true }).click();
    await expect(value(page)).toBeVisible();
    await page.getByRole('combobox', { name: 'Appearance' }).selectOption('dark');
    await page.goBack();
    await expect(value(page)).toHaveCount(0);
    await expect(lens(page)).toBeVisible();
    await page.goBack();
    await expect(lens(page)).toHaveCount(0);
    await expect(title).toBeFocused();
    await expect.poll(top).toBe(before);
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(page).toHaveURL(/[?&]d=/);
    await page.goForward();
    await expect(lens(page)).toBeVisible();
  });

  await step('pointing at a map moves the kernel there', async () => {
    await openWith(page, '#/04?lang=en&l=conv1_relu.5.0.0');
    const output = lens(page).getByRole('application', { name: 'output map 5' });
    await output.scrollIntoViewIfNeeded();
    const box = (await output.boundingBox())!;
    await page.mouse.move(box.x + (10.5 / 26) * box.width, box.y + (20.5 / 26) * box.height);
    await expect.poll(() => page.url()).toContain('l=conv1_relu.5.20.10');
    const input = lens(page).getByRole('img', { name: 'input' });
    const over = (await input.boundingBox())!;
    // The window of 3×3 comes to lie around the pixel pointed at.
    await page.mouse.move(over.x + (6.5 / 28) * over.width, over.y + (9.5 / 28) * over.height);
    await expect.poll(() => page.url()).toContain('l=conv1_relu.5.8.5');
  });

  await step('a click on a value opens it, a click on the empty space goes up', async () => {
    await openDrawn(page, '#/04?lang=en');
    await page.getByRole('button', { name: 'conv1 + ReLU' }).click();
    await lens(page).getByRole('button', { name: 'Open map 4', exact: true }).click();
    await expect(value(page)).toBeVisible();
    await expect.poll(() => page.url()).toContain('l=conv1_relu.4.');
    await page.getByTestId('network').click({ position: { x: 2, y: 2 } });
    await expect.poll(() => page.url()).toMatch(/l=conv1_relu(&|$)/);
  });
});

test('a stale address opens the nearest view and says so', async ({ page }) => {
  for (const [address, opens, words] of [
    ['l=conv1_relu.99.3.4', 'l=conv1_relu.31.3.4', 'does not exist'],
    ['l=conv1_relu.5.x.4', 'l=conv1_relu.5.0.4', 'does not exist'],
    ['l=conv7.1.2.3', null, 'does not have'],
  ] as const)
    await step(address, async () => {
      await open(page, `#/04?lang=en&${address}`);
      await expect(page.getByRole('alert')).toContainText(words);
      await openDrawn(page, `#/04?lang=en&${address}`);
      if (opens) await expect.poll(() => page.url()).toContain(opens);
      else await expect(lens(page)).toHaveCount(0);
    });
});

test('with nothing drawn the lens says what to do', async ({ page }) => {
  await open(page, '#/04?lang=en&l=conv1_relu.5.12.13');
  await expect(lens(page)).toContainText('Draw a digit');
  await draw(page, [
    [
      [0.5, 0.1],
      [0.5, 0.9],
    ],
  ]);
  await expect(value(page)).toBeVisible();
});

const VIEWS = ['conv1_relu', 'conv1_relu.5.12.13', 'conv2_relu.9.10.11'];

test('axe finds nothing in any view, and nothing sticks out', async ({ page }) => {
  await open(page, withDigit(`#/04?lang=en&l=${VIEWS[0]}`, 3));
  for (const view of VIEWS)
    await step(view, async () => {
      await show(page, withDigit(`#/04?lang=en&l=${view}`, 3));
      await expect(lens(page).locator('canvas').first()).toBeVisible();
      await walk(page, { stops: TWO_STOPS });
    });
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a tap shows where a value comes from, a second one opens it in its place', async ({
    page,
  }) => {
    await openDrawn(page, '#/04?lang=en');
    const [network, readout] = [page.getByTestId('network'), page.getByTestId('readout')];
    await expect(readout).toHaveText(/^Tap any value.*A second tap opens it\.$/);
    await network.evaluate((canvas) => scrollTo(0, canvas.getBoundingClientRect().top - 60));
    const box = (await network.boundingBox())!;
    const top = () => page.evaluate(() => scrollY);
    const before = await top();
    // In the maps of conv1, below the picture.
    const [x, y] = [box.x + 60, box.y + 240];
    await page.touchscreen.tap(x, y);
    await expect(readout).toContainText(/conv1.*products sum to/);
    await expect(lens(page)).toHaveCount(0);
    await page.touchscreen.tap(x + 3, y + 2);
    await expect(value(page)).toBeVisible();
    await expect(lens(page)).toBeInViewport({ ratio: 0.9 });
    expect(Math.abs((await top()) - before)).toBeLessThan(400);
    await page.getByTestId('lens-close').tap();
    await expect(lens(page)).toHaveCount(0);
    await expect.poll(top).toBe(before);
    await page.touchscreen.tap(x, y + 40);
    await expect(lens(page)).toHaveCount(0);
  });

  test('every view fits', async ({ page }) => {
    await open(page, withDigit(`#/04?lang=pt-BR&l=${VIEWS[0]}`, 3));
    for (const view of VIEWS)
      await step(view, async () => {
        await show(page, withDigit(`#/04?lang=pt-BR&l=${view}`, 3));
        await expect(lens(page).locator('canvas').first()).toBeVisible();
        await expectNothingSticksOut(page);
      });
  });
});
