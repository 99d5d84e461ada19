/** Chapter 03: kernels and pooling on any picture, in a real Chromium. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { withDevices } from '../../../e2e/browser';
import {
  expect,
  expectNothingSticksOut,
  fetchTest,
  go,
  settled,
  step,
  test,
  walk,
  TWO_STOPS,
} from '../../../e2e/bench';

test.use(withDevices);

const artifacts = fileURLToPath(new URL('../../../../artifacts/', import.meta.url));

async function openLab(page: Page, state = '', more = 'lang=en') {
  await go(page, `#/03?${more}${state && `&k=${state.replaceAll(' ', '+')}`}`);
  await expect(page.getByTestId('picture-facts')).toContainText('×');
}

const cell = (page: Page, row: number, column: number) =>
  page.getByTestId('kernel-cells').getByLabel(`weight in row ${row}, column ${column}`);
const value = (page: Page) => page.getByTestId('arithmetic').getByTestId('lens-value');
const number = (text: string | null) => Number(text!.replace('\u2212', '-').replace(',', '.'));

/** What the page made, as it was painted: grey levels of the result's canvas. */
const painted = (page: Page) =>
  page
    .getByTestId('result-view')
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
      return {
        width,
        height,
        levels: Array.from({ length: width * height }, (_, i) => data[4 * i]),
      };
    });

/** A picture made in the browser, as a file. */
const picture = (page: Page, type: string, width: number, height: number, colour: string) =>
  page
    .evaluate(
      async ([type, width, height, colour]) => {
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext('2d')!;
        context.fillStyle = colour;
        context.fillRect(0, 0, width / 2, height);
        const blob = await canvas.convertToBlob({ type });
        return Array.from(new Uint8Array(await blob.arrayBuffer()));
      },
      [type, width, height, colour] as const,
    )
    .then((bytes) => Buffer.from(bytes));

const give = (page: Page, name: string, mimeType: string, buffer: Buffer) =>
  page.getByTestId('source-file').setInputFiles({ name, mimeType, buffer });

/** Two frames of one pixel each: red, then blue. */
const GIF = Buffer.from(
  '47494638396101000100f00000ff00000000ff21f90400000000002c00000000010001000002024401' +
    '0021f90400000000002c000000000100010000020244510' +
    '03b',
  'hex',
);

test('the arithmetic of a kernel, and what cannot be', async ({ page }) => {
  await step(
    'the products that are listed add up to the value, and the code says what was done',
    async () => {
      await openLab(page, 'kernel__square__grey_auto_0_7.7_sobelX-3 z1');
      const products = page.getByTestId('arithmetic').getByRole('group', { name: 'products' });
      const listed = await products.locator('.cell').allTextContents();
      const sum = listed.map(number).reduce((a, b) => a + b);
      expect(sum).toBeCloseTo(number(await value(page).textContent()), 9);
      await expect(value(page)).toHaveText('3.000');
      await expect(page.locator('pre')).toContainText('F.conv2d(x, kernel, padding=1)');
    },
  );

  await step(
    'a kernel is edited cell by cell; fractions count, a word is named and changes nothing',
    async () => {
      await openLab(page, 'kernel__square__grey_auto_0_mid_identity-3 z1');
      const middle = cell(page, 1, 1);
      await middle.fill('1/2');
      await expect(value(page)).toHaveText('0.500');
      await middle.fill('half');
      await expect(page.getByTestId('lab-problem')).toContainText('“half”, in row 1 and column 1');
      await expect(value(page)).toHaveText('0.500');
      await middle.fill('-1');
      await expect(page.getByTestId('lab-problem')).toBeEmpty();
      await expect(value(page)).toHaveText('\u22121.000');
      await middle.press('ArrowUp');
      await expect(value(page)).toHaveText('\u22120.950');
    },
  );

  await step('settings that can’t be are said, and the last valid result stays', async () => {
    await openLab(page, 'kernel__square__grey_auto_0_mid_boxBlur-7 n0');
    const problem = page.getByTestId('lab-problem');
    await page.getByTestId('stride').fill('0');
    await expect(problem).toContainText('stride of “0”');
    expect((await painted(page)).width).toBe(18);
    await page.getByTestId('stride').fill('2');
    await expect(problem).toBeEmpty();
    await expect.poll(async () => (await painted(page)).width).toBe(9);
    await page.getByTestId('dilation').fill('5');
    await expect(problem).toContainText('covers 31 pixels, more than the 24');
    expect((await painted(page)).width).toBe(9);
    await page.getByTestId('dilation').fill('1');
    await expect(page.getByTestId('size-formula')).toContainText(
      '⌊(24 + 2·0 − 1·(7 − 1) − 1) ÷ 2⌋ + 1 = 9',
    );
  });

  await step(
    'a kernel that is a column times a row shows both; one that is not says so',
    async () => {
      await openLab(page, 'kernel__square__grey_auto_0_mid_gaussian-5 z2');
      await expect(page.getByTestId('separable')).toContainText('0.375');
      await expect(page.locator('.notes')).toContainText('25 multiplications become 10');
      await page.getByTestId('kernel-laplacian').click();
      await expect(page.getByTestId('inseparable')).toBeVisible();
    },
  );

  await step('two kernels in sequence: the field grows, the two amount to one', async () => {
    await openLab(page, 'kernel__square__grey_auto_0_mid_boxBlur-3 z1');
    await page.getByTestId('second').click();
    await expect(page.getByTestId('field-growth')).toContainText('3 + (3 − 1)·1 = 5');
    await expect(page.locator('.notes')).toContainText('one kernel of 5 × 5');
    await page.getByTestId('stride').fill('2');
    await page.getByRole('button', { name: 'Kernel 1' }).click();
    await page.getByTestId('stride').fill('2');
    await expect(page.getByTestId('field-growth')).toContainText('3 + (3 − 1)·2 = 7');
  });
});

fetchTest(
  'the kernels that the network learned are fetched when they are asked for',
  async ({ page, asked }) => {
    const fetched = () => asked.map((url) => new URL(url).pathname);
    await openLab(page);
    const manifest = JSON.parse(readFileSync(`${artifacts}manifest.json`, 'utf8'));
    const weights = `/model/${manifest.files.weights.path}`;
    expect(fetched().filter((path) => /\.(wasm|onnx|safetensors)$/.test(path))).toEqual([]);
    await page.getByTestId('learned-load').click();
    await page.getByTestId('learned-31').click();
    expect(fetched()).toContain(weights);
    expect(fetched().filter((path) => /\.(wasm|onnx)$/.test(path))).toEqual([]);
    await expect(page).toHaveURL(/learned-31/);
  },
);

test('the address brings back what it can', async ({ page }) => {
  await step('the address brings back kernel, picture, place and view', async () => {
    await openLab(page);
    await page.getByTestId('source-digit').selectOption('3');
    await page.getByTestId('kernel-emboss').click();
    await cell(page, 0, 0).fill('-3');
    await page.getByTestId('edges').selectOption('reflect');
    await page.getByTestId('on-colour').click();
    await page
      .getByTestId('result-view')
      .locator('.map')
      .click({ position: { x: 40, y: 200 } });
    await expect(page).toHaveURL(/digit-3__r_.*own-3/);
    const before = [await value(page).textContent(), await painted(page)];
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await expect(page.getByTestId('picture-facts')).toContainText('a handwritten 3');
    await expect(value(page)).toHaveText(before[0] as string);
    expect(await painted(page)).toEqual(before[1]);
    await expect(cell(page, 0, 0)).toHaveValue('\u22123.000');
  });

  await step(
    'an address that asks for what is not there opens the nearest and says so',
    async () => {
      await openLab(page, 'kernel__file__grey_auto_0_999.999_sobelX-4 z1');
      await expect(page.getByTestId('picture-problem')).toContainText(
        'stayed on its author’s computer',
      );
      await expect(page.getByTestId('lab-problem')).toContainText('nearest');
      await expect(page.locator('#arithmetic-title')).toContainText('(239, 319)');
    },
  );
});

test.describe('pictures of all kinds', () => {
  test('24 megapixels, transparency, one pixel, an animation', async ({ page }) => {
    await openLab(page);
    const facts = page.getByTestId('picture-facts');
    await give(
      page,
      'large.jpg',
      'image/jpeg',
      await picture(page, 'image/jpeg', 6000, 4000, '#fff'),
    );
    await expect(facts).toContainText('6,000 × 4,000', { timeout: 20_000 });
    await expect(facts).toContainText('here at 320 × 213');
    await page.getByTestId('kernel-identity').click();
    await give(page, 'clear.png', 'image/png', await picture(page, 'image/png', 8, 8, '#000'));
    await expect(facts).toContainText('8 × 8');
    // The left half is ink; what shows through at the right is white paper.
    await expect
      .poll(async () => (await painted(page)).levels.slice(0, 8))
      .toEqual([...[0, 0, 0, 0, 255, 255, 255, 255]]);
    await give(page, 'one.png', 'image/png', await picture(page, 'image/png', 1, 1, '#888'));
    await expect(facts).toContainText('1 × 1');
    await expect.poll(async () => (await painted(page)).width).toBe(1);
    await give(page, 'two.gif', 'image/gif', GIF);
    await expect(facts).toContainText('an animation of 2 frames');
  });

  test('a damaged file is refused by name, and the page goes on with what it had', async ({
    page,
  }) => {
    await openLab(page);
    const before = await painted(page);
    const png = await picture(page, 'image/png', 40, 40, '#123');
    await give(page, 'torn.png', 'image/png', png.subarray(0, 30));
    await expect(page.getByTestId('picture-problem')).toContainText('“torn.png” is not a picture');
    expect(await painted(page)).toEqual(before);
    await give(page, 'whole.png', 'image/png', png);
    await expect(page.getByTestId('picture-problem')).toHaveCount(0);
    await expect.poll(async () => (await painted(page)).width).toBe(40);
  });

  test('a dropped and a pasted picture', async ({ page }) => {
    await openLab(page);
    const bytes = [...(await picture(page, 'image/png', 30, 20, '#a00'))];
    for (const [kind, width] of [
      ['drop', 30],
      ['paste', 30],
    ] as const) {
      await page.getByTestId('source-square').click();
      await expect.poll(async () => (await painted(page)).width).toBe(24);
      await page.evaluate(
        ([kind, bytes]) => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(bytes)], 'given.png', { type: 'image/png' }));
          const options = { bubbles: true, cancelable: true };
          const event =
            kind === 'drop'
              ? new DragEvent('drop', { ...options, dataTransfer: data })
              : new ClipboardEvent('paste', { ...options, clipboardData: data });
          document.querySelector('.lab')!.dispatchEvent(event);
        },
        [kind, bytes] as const,
      );
      await expect.poll(async () => (await painted(page)).width).toBe(width);
    }
  });

  test('the drawing, while it is drawn', async ({ page }) => {
    await openLab(page, 'kernel__drawing__grey_picture_0_mid_identity-3 z1');
    const pad = page.getByTestId('draw-pad');
    const box = (await pad.boundingBox())!;
    expect(Math.min(...(await painted(page)).levels)).toBe(255);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + (2 * box.height) / 3, { steps: 5 });
    await expect.poll(async () => Math.min(...(await painted(page)).levels)).toBeLessThan(30);
    await page.mouse.up();
    await expect(page).toHaveURL(/[?&]d=/);
  });
});

test('the slide and pooling', async ({ page }) => {
  await step('the slide fills the result, from the keyboard', async () => {
    await openLab(page, 'kernel__digit-1__grey_picture_0_mid_identity-3 z1');
    const slider = page.getByTestId('slide-position');
    await slider.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('#arithmetic-title')).toContainText('(0, 1)');
    const { levels } = await painted(page);
    expect(new Set(levels.slice(2))).toHaveProperty('size', 1);
    const map = page.getByTestId('result-view').getByRole('application');
    await map.focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.locator('#arithmetic-title')).toContainText('(1, 1)');
    expect(new Set((await painted(page)).levels).size).toBeGreaterThan(10);
  });

  await step('pooling: the winner, the saving, what stays when the picture moves', async () => {
    await openLab(page, 'pool__digit-3__grey_auto_0_mid_sobelX-3 z1');
    await expect(page.getByTestId('pool-saves')).toContainText('784 values become 196: 4.0 times');
    const cells = page.getByTestId('pool-arithmetic').locator('.cell');
    const shown = (await cells.allTextContents()).map(number);
    const result = page.getByTestId('pool-arithmetic').getByTestId('lens-value');
    expect(number(await result.textContent())).toBe(Math.max(...shown));
    await page.getByTestId('lab-hierarchy').click();
    await page.getByTestId('lab-kernel').click();
    await page.goBack();
    await expect(page.getByTestId('lab-hierarchy')).toHaveAttribute('aria-pressed', 'true');
    await page.goBack();
    await page.getByTestId('pool-average').click();
    const mean = shown.reduce((a, b) => a + b) / 4;
    await expect.poll(async () => number(await result.textContent())).toBeCloseTo(mean, 2);
    await page.getByTestId('pool-stride').fill('0');
    await expect(page.getByTestId('pool-problem')).toContainText('stride of “0”');
    await page.getByTestId('pool-stride').fill('2');
    await expect(page.getByTestId('stays')).toContainText('%');
  });
});

test('axe finds nothing, and nothing sticks out', async ({ page }) => {
  test.slow();
  await openLab(page);
  for (const lab of ['kernel', 'pool'])
    await step(lab, async () => {
      await openLab(page, `${lab}__study__g_auto_1_9.9_boxBlur-3 z1*sobelX-3 z1`);
      await walk(page, { stops: TWO_STOPS });
      await openLab(page, `${lab}__study__r_auto_0_mid_gaussian-7 r3*sobelX-7 z3`, 'lang=pt-BR');
      await expectNothingSticksOut(page);
      await page.setViewportSize({ width: 1280, height: 900 });
    });
});

test('the camera is filtered live, frozen, and goes out when another picture is shown', async ({
  page,
}) => {
  await openLab(page, 'kernel__study__grey_picture_0_mid_boxBlur-5 z2');
  await page.getByTestId('source-camera').click();
  await expect(page.getByTestId('camera-rate')).toBeVisible();
  const first = JSON.stringify(await painted(page));
  await expect.poll(async () => JSON.stringify(await painted(page))).not.toBe(first);
  expect((await painted(page)).width).toBe(320);
  await page.getByTestId('source-camera').click();
  await expect(page.getByTestId('camera-rate')).toHaveCount(0);
  const frozen = JSON.stringify(await painted(page));
  expect(await settled(async () => JSON.stringify(await painted(page)), 150)).toBe(frozen);
  await page.getByTestId('source-camera').click();
  await expect(page.getByTestId('camera-rate')).toBeVisible();
  await page.getByTestId('source-square').click();
  await expect(page.getByTestId('camera-rate')).toHaveCount(0);
  await expect.poll(async () => (await painted(page)).width).toBe(24);
});
