/** Chapter 02: MLP against CNN on one picture, varied, and with all its pixels shuffled. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import {
  drawDigit,
  expect,
  expectNothingSticksOut,
  fetchTest,
  keptTest,
  open,
  step,
  test,
  walk,
  withMotion,
  TWO_STOPS,
} from '../../../e2e/bench';
import { plain, png } from '../../../e2e/pictures';

const lab = fileURLToPath(new URL('../../../../artifacts/lab/', import.meta.url));
const read = (path: string) => JSON.parse(readFileSync(`${lab}${path}`, 'utf8'));

interface Measured {
  parameters: number;
  multiplications: number;
  test: { accuracy: number; mistakes: number };
  curves: Record<string, { accuracy: [number, number][] }>;
}
const measured = (name: string) => read('evaluation.json').models[name] as Measured;
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

const KINDS = ['small-mlp', 'mlp', 'cnn'];
const SIDE = 28;

async function openLab(page: Page, versus = '', lang = 'en'): Promise<void> {
  await open(page, `#/02?lang=${lang}&c=versus_____${versus}`);
  for (const kind of KINDS)
    await expect(page.getByTestId(`says-${kind}`)).not.toHaveText('…', { timeout: 20_000 });
}

const says = (page: Page, kind: string) => page.getByTestId(`says-${kind}`);

/** The ten shares of a network, in percent. */
const shares = async (page: Page, kind: string) =>
  (await page.getByTestId(new RegExp(`^share-${kind}-\\d$`)).allTextContents()).map((text) =>
    Number(text.replace('%', '').replace(',', '.')),
  );

/** The red of every pixel of a picture as it is painted. */
const painted = (page: Page, testId: string) =>
  page
    .getByTestId(testId)
    .evaluate((canvas: HTMLCanvasElement) =>
      Array.from(
        canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data,
      ).filter((_, index) => index % 4 === 0),
    );

fetchTest(
  'networks are fetched where they are needed, and those of clothes when clothes are',
  async ({ page, asked }) => {
    await open(page);
    expect(asked.filter((url) => url.includes('/lab/'))).toEqual([]);
    await openLab(page);
    const weights = () => asked.filter((url) => /lab\/.*safetensors/.test(url)).join();
    expect(weights()).toContain('lab/cnn-mnist/');
    expect(weights()).not.toContain('fashion');
    await page.getByTestId('versus-fashion').click();
    await expect.poll(weights).toContain('lab/mlp-fashion/');
  },
);

test('three networks judge the drawing, and shares add up', async ({ page }) => {
  await openLab(page);
  await drawDigit(page, 7, page.getByTestId('versus-lab'));
  for (const kind of ['mlp', 'cnn']) await expect(says(page, kind)).toHaveText('7');
  for (const kind of KINDS) {
    const all = await shares(page, kind);
    expect(all).toHaveLength(10);
    expect(all.reduce((sum, share) => sum + share)).toBeCloseTo(100, 6);
    expect(await says(page, kind).textContent()).toBe(String(all.indexOf(Math.max(...all))));
  }
  await expect(page).toHaveURL(/d=.*c=versus/);
});

test('sliders, curves and counts', async ({ page }) => {
  await step('parameters and multiplications are those of the record', async () => {
    await openLab(page);
    const rows = page.getByTestId('counts').getByRole('row');
    for (const [index, name] of ['small-mlp-mnist', 'mlp-mnist', 'cnn-mnist'].entries()) {
      const { parameters, multiplications } = measured(name);
      const cells = rows.nth(index + 1).getByRole('cell');
      await expect(cells.nth(0)).toHaveText(parameters.toLocaleString('en'));
      await expect(cells.nth(1)).toHaveText(multiplications.toLocaleString('en'));
    }
  });

  await step('a preset moves the picture by what it says; reset brings it back', async () => {
    await openLab(page);
    const before = await painted(page, 'varied');
    await page.getByTestId('preset-moved').click();
    await expect(page.getByTestId('preset-moved')).toHaveAttribute('aria-pressed', 'true');
    await expect(page).toHaveURL(/c=versus_____x3$/);
    const wanted = before.map((_, i) => (i % SIDE >= 3 ? before[i - 3] : 0));
    await expect.poll(() => painted(page, 'varied')).toEqual(wanted);
    await page.getByTestId('versus-reset').click();
    await expect.poll(() => painted(page, 'varied')).toEqual(before);
    await expect(page).toHaveURL(/c=versus$/);
  });

  await step('sliders go by keyboard, and the picture by dragging', async () => {
    await openLab(page);
    const rotation = page.getByTestId('setting-rotation');
    await rotation.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(rotation).toHaveAttribute('aria-valuetext', '10°');
    await expect(page).toHaveURL(/versus_____r10$/);
    const varied = page.getByTestId('varied');
    await varied.scrollIntoViewIfNeeded();
    const { x, y, width } = (await varied.boundingBox())!;
    await page.mouse.move(x + width / 2, y + width / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 - 2.1 * (width / SIDE), y + width / 2 + width / SIDE);
    await page.mouse.up();
    await expect(page).toHaveURL(/versus_____xm2-y1-r10$/);
  });

  await step('curves say what was measured where the sliders stand', async () => {
    await openLab(page, 'xm3');
    const curve = page.getByTestId('versus-curve-shifted');
    for (const name of ['small-mlp-mnist', 'mlp-mnist', 'cnn-mnist']) {
      const [, share] = measured(name).curves.shifted!.accuracy.find(([value]) => value === 3)!;
      await expect(curve.locator('.here')).toContainText(percent(share));
    }
    await expect(curve.getByTestId('mark')).toHaveCount(1);
    await curve.locator('summary').click();
    await expect(curve.getByRole('row')).toHaveCount(
      measured('cnn-mnist').curves.shifted!.accuracy.length + 1,
    );
    // What no measurement reaches has no place on the curve.
    await page.getByTestId('setting-scale').fill('1.5');
    const scaled = page.getByTestId('versus-curve-scaled');
    await expect(scaled.getByTestId('mark')).toHaveCount(0);
    await expect(scaled).toContainText('beyond what was measured');
    await expect(page.getByTestId('together')).toBeVisible();
    await page.getByTestId('preset-moved').click();
    await expect(page.getByTestId('together')).toBeHidden();
  });
});

test('clothes: examples, a picture of one’s own, and what is none', async ({ page }) => {
  await openLab(page, 'fashion-e4', 'pt-BR');
  await expect(page.getByTestId('garment-4')).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('garment-12').click();
  await expect(page).toHaveURL(/versus_____fashion-e12$/);
  await expect(page.getByTestId('judges')).toContainText('Camiseta');
  const give = (name: string, buffer: Buffer) =>
    page.getByTestId('garment-file').setInputFiles({ name, mimeType: 'image/png', buffer });
  // A bright board on dark, twice as high as wide: its longer side fills the 28 pixels.
  const board = png({
    width: 80,
    height: 120,
    channels: 1,
    row: (y) =>
      Uint8Array.from({ length: 80 }, (_, x) =>
        x >= 20 && x < 60 && y >= 20 && y < 100 ? 230 : 10,
      ),
  });
  await give('board.png', board);
  await expect(page.getByTestId('garment-name')).toHaveText('board.png');
  await expect.poll(async () => (await painted(page, 'varied'))[14]).toBeGreaterThan(200);
  const pixels = await painted(page, 'varied');
  expect(pixels[14 * SIDE + 3]).toBe(0);
  await expect(page.getByTestId('garment-12')).toHaveAttribute('aria-pressed', 'false');
  await give('noise.png', Buffer.from('this is no picture'));
  await expect(page.getByRole('alert').filter({ hasText: 'noise.png' })).toBeVisible();
  await give('grey.png', plain(50, 50, [90]));
  await expect(page.getByRole('alert').filter({ hasText: 'grey.png' })).toContainText('se destaca');
  await expect(page.getByTestId('garment-name')).toHaveText('board.png');
});

test.describe('shuffled', () => {
  test('the answer is covered until it is guessed, and is what was measured', async ({ page }) => {
    await openLab(page);
    const table = page.getByTestId('shuffle-table');
    await expect(page.getByTestId('guess-mlp')).toBeVisible();
    await expect(table).toHaveCount(0);
    await page.getByTestId('guess-neither').click();
    await expect(page).toHaveURL(/versus_____gneither$/);
    await expect(page.getByTestId('shuffle-verdict')).toContainText('“Neither”');
    for (const [index, kind] of ['mlp', 'cnn'].entries()) {
      const cells = table
        .getByRole('row')
        .nth(index + 1)
        .getByRole('cell');
      for (const [column, name] of [`${kind}-mnist`, `${kind}-mnist-permuted`].entries()) {
        const { accuracy, mistakes } = measured(name).test;
        await expect(cells.nth(column)).toContainText(`${(100 * accuracy).toFixed(2)}%`);
        await expect(cells.nth(column)).toContainText(mistakes.toLocaleString('en'));
      }
    }
    await page.getByTestId('guess-again').click();
    await expect(table).toHaveCount(0);
  });

  test.describe('where motion is welcome', () => {
    test.use(withMotion);

    test('pixels fly to the places that the networks were trained on, and back', async ({
      page,
    }) => {
      await openLab(page, 'gshown');
      const picture = page.getByTestId('flying-pixels');
      await expect(page.getByTestId('shuffle-says-mlp')).toContainText('%');
      await page.getByTestId('shuffle').click();
      await expect(picture).toHaveAttribute('data-progress', /^0\.\d/);
      await expect(picture).toHaveAttribute('data-progress', '1');
      const { permutation } = read('cnn-mnist-permuted/manifest.json').input;
      const source = await painted(page, 'varied');
      const cell = await picture.evaluate((canvas: HTMLCanvasElement) => canvas.width / 28);
      const large = await painted(page, 'flying-pixels');
      const shown = source.map((_, i) => {
        const [row, column] = [Math.floor(i / SIDE), i % SIDE];
        return large[(row * cell + cell / 2) * SIDE * cell + column * cell + cell / 2];
      });
      expect(shown).toEqual((permutation as number[]).map((from) => source[from]));
      await expect(page.getByTestId('shuffle-says-cnn')).toContainText('trained on these');
      await page.getByTestId('shuffle').click();
      await expect(picture).toHaveAttribute('data-progress', '0');
    });
  });

  test('without motion they are there at once', async ({ page }) => {
    await openLab(page, 'p');
    await expect(page.getByTestId('flying-pixels')).toHaveAttribute('data-progress', '1');
    await page.getByTestId('shuffle').click();
    await expect(page.getByTestId('flying-pixels')).toHaveAttribute('data-progress', '0', {
      timeout: 300,
    });
  });
});

test('a network that arrives damaged is said, and asked for again', async ({ page }) => {
  let isDamaged = true;
  await page.route('**/lab/mlp-mnist/graph.onnx', (route) =>
    isDamaged ? route.fulfill({ body: 'half of it' }) : route.continue(),
  );
  await open(page, '#/02?lang=en&c=versus');
  const alert = page.getByRole('alert').filter({ hasText: 'graph.onnx' });
  await expect(alert).toContainText('ended after 10 of', { timeout: 20_000 });
  await expect(says(page, 'cnn')).not.toHaveText('…', { timeout: 20_000 });
  isDamaged = false;
  await alert.getByRole('button').click();
  await expect(says(page, 'mlp')).not.toHaveText('…', { timeout: 20_000 });
  await expect(alert).toHaveCount(0);
});

keptTest('what was fetched once works offline', async ({ page, context }) => {
  await open(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect
    .poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)))
    .toBe(true);
  await openLab(page);
  await expect(page.getByTestId('versus-curve-shifted')).toBeVisible();
  await context.setOffline(true);
  await page.reload();
  await expect(says(page, 'cnn')).toHaveText(/\d/, { timeout: 20_000 });
  await expect(page.getByTestId('versus-curve-shifted')).toBeVisible();
});

test('axe finds nothing, and nothing sticks out', async ({ page }) => {
  test.slow();
  for (const state of ['x3-p-gmlp', 'fashion-e9-r30'])
    await step(state, async () => {
      await openLab(page, state);
      await expect(page.getByTestId('versus-curve-shifted')).toBeVisible();
      await walk(page, { part: '[data-testid=section-versus]', stops: TWO_STOPS });
    });
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('nothing sticks out', async ({ page }) => {
    for (const state of ['x3-p-gcnn', 'fashion-e9-r30-gmlp']) {
      await openLab(page, state, 'pt-BR');
      await expect(page.getByTestId('shuffle-table')).toBeVisible();
      await expectNothingSticksOut(page);
    }
  });
});
