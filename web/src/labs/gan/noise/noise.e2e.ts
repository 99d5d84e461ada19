/** Chapter 01, the GAN laboratory: noise, what moves it, the way through the generator, the detector's word on what it makes. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { Manifest } from '../../../inference/manifest';
import { expect, go, settled, test, walk, withMotion, TWO_STOPS } from '../../../../e2e/bench';

const folder = fileURLToPath(
  new URL('../../../../../artifacts/lab/gan/generator/', import.meta.url),
);
const manifest: Manifest = JSON.parse(readFileSync(`${folder}manifest.json`, 'utf8'));
const stages = manifest.layers.filter(({ op }) => op !== 'relu');
const shownName = (name: string) =>
  manifest.layers.find(({ op, input }) => op === 'relu' && input === name)?.name ?? name;
const upsampling = manifest.layers.find(({ op }) => op === 'upsample2d')!;

async function openLab(page: Page, state = '', more = 'lang=en') {
  await go(page, `#/01?${more}&r=gans${state && `&v=${encodeURIComponent(state)}`}`);
  await expect(page.getByTestId('noise-0')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByTestId('made').locator('canvas')).toHaveAttribute('width', '28');
}

/** The laboratory's text in the address. */
const stateOf = (page: Page) =>
  page.evaluate(() => new URLSearchParams(location.hash.split('?')[1]).get('v'));

/** The generated picture's grey levels. */
const made = (page: Page) =>
  page
    .getByTestId('made')
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return Array.from(data).filter((_, i) => i % 4 === 0);
    });
const rested = (page: Page) => settled(async () => (await made(page)).join(), 250);

const noiseAt = async (page: Page, index: number) =>
  Number(await page.getByTestId(`noise-${index}`).getAttribute('aria-valuenow'));

test('a number of noise is nudged, written and dragged; the digit follows, and the address', async ({
  page,
}) => {
  await openLab(page);
  const before = await rested(page);
  const first = page.getByTestId('noise-0');
  const start = await noiseAt(page, 0);
  await first.focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => noiseAt(page, 0)).toBeCloseTo(start + 0.1, 5);
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(() => noiseAt(page, 0)).toBeCloseTo(start - 0.9, 5);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('noise-1')).toBeFocused();
  await page.keyboard.type('3.25');
  await page.keyboard.press('Enter');
  await expect.poll(() => noiseAt(page, 1)).toBe(3.25);
  for (let i = 0; i < 9; i++) await page.keyboard.press('PageUp');
  await expect.poll(() => noiseAt(page, 1)).toBe(4);
  await expect(page.getByTestId('seed')).toHaveText('changed by hand');

  const cell = (await page.getByTestId('noise-9').boundingBox())!;
  const dragged = await noiseAt(page, 9);
  await page.mouse.move(cell.x + 10, cell.y + 10);
  await page.mouse.down();
  await page.mouse.move(cell.x + 10, cell.y - 40);
  await page.mouse.up();
  await expect.poll(() => noiseAt(page, 9)).toBeCloseTo(Math.min(4, dragged + 1.5), 2);

  const after = await rested(page);
  expect(after).not.toBe(before);
  await expect
    .poll(() => stateOf(page))
    .toContain(`noise.3-${(start - 0.9).toFixed(2)}`.slice(0, 11));
  const state = await stateOf(page);
  await page.reload();
  await expect(page.getByTestId('noise-1')).toHaveAttribute('aria-valuenow', '4');
  expect(await rested(page)).toBe(after);
  expect(await stateOf(page)).toBe(state);
});

test('what a link asks for beyond the limits, or what is no number, is put right with a word', async ({
  page,
}) => {
  await openLab(page, 'noise.5-9x-7.5xNaNx1');
  const fault = page.getByTestId('noise-fault');
  await expect(fault).toContainText('2 numbers beyond ±4');
  await expect(fault).toContainText('61 numbers that can’t be read');
  expect(await Promise.all([0, 1, 2, 3, 63].map((i) => noiseAt(page, i)))).toEqual([
    4, -4, 0, 1, 0,
  ]);
  await expect(page.getByTestId('digit-5')).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('sample').click();
  await expect(fault).toHaveCount(0);
});

test('a direction moves the noise along itself; what else moves is told', async ({ page }) => {
  await openLab(page, 'noise.0-s3');
  const [direction] = manifest.directions!;
  const part = page.getByTestId(`direction-${direction!.key}`);
  const slider = part.getByRole('slider');
  await slider.fill('3');
  await expect(part.locator('output')).toHaveText('+3.0 σ');
  const strongest = direction!.vector.map(Math.abs);
  const index = strongest.indexOf(Math.max(...strongest));
  const moved = await noiseAt(page, index);
  await slider.fill('-3');
  await expect(part.locator('output')).toHaveText('−3.0 σ');
  const back = await noiseAt(page, index);
  expect(Math.sign(moved - back)).toBe(Math.sign(direction!.vector[index]!));
  // At the last position it says what was measured there, of everything that was.
  const effects = Object.values(direction!.effects).map(([least]) => least!.toFixed(1));
  const shown = await part.locator('dd').allTextContents();
  expect(shown.map((text) => text.replace('−', '-').replace('+', '').replace(' σ', ''))).toEqual(
    effects,
  );
  await expect(part).toContainText(`${(100 * direction!.explained).toFixed(1)}%`);
});

test.describe('where motion is welcome', () => {
  test.use(withMotion);

  test('one plays from one digit to another, and back by hand; reduced motion gets the end', async ({
    page,
  }) => {
    await openLab(page, 'noise.3-s1');
    const start = await rested(page);
    await page.getByTestId('to-digit').click();
    await page.getByTestId('end-digit-8').click();
    await page.getByTestId('journey-play').click();
    await expect(page.getByTestId('journey-share')).toHaveValue('1', { timeout: 15_000 });
    await expect(page.getByTestId('made-caption')).toHaveText(
      'Between a 3 and an 8, 100.0% of the way.',
    );
    const end = await rested(page);
    expect(end).not.toBe(start);
    await expect.poll(() => stateOf(page)).toContain('noise.3-s1*8-s1*100');
    await page.getByTestId('film-0').click();
    expect(await rested(page)).toBe(start);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.getByTestId('journey-play').click();
    await expect(page.getByTestId('journey-share')).toHaveValue('1', { timeout: 500 });
    expect(await rested(page)).toBe(end);
  });
});

test('the digit comes out stage by stage; a value and its square light each other', async ({
  page,
}) => {
  await openLab(page);
  const way = page.getByTestId('way');
  await way.scrollIntoViewIfNeeded();
  const last = page.getByTestId(`stage-${shownName(stages.at(-1)!.name)}`);
  await expect(last).toHaveAttribute('aria-current', 'step');
  await last.focus();
  await page.keyboard.press(' ');
  for (const { name } of stages) {
    await expect(page.getByTestId(`stage-${shownName(name)}`)).toHaveAttribute(
      'aria-current',
      'step',
    );
    await page.keyboard.press('ArrowRight');
  }
  await page.getByTestId(`stage-${upsampling.name}`).click();
  const detail = page.getByTestId('stage-detail');
  const before = detail.getByRole('application', { name: /before/ });
  const after = detail.getByRole('application', { name: /after/ });
  await before.focus();
  await page.keyboard.press('ArrowRight');
  const reading = page.getByTestId('stage-reading');
  await expect(reading).toContainText('repeated in rows');
  const box = (await after.locator('.box').boundingBox())!;
  const whole = (await after.boundingBox())!;
  expect(whole.width / box.width).toBeCloseTo(upsampling.shape[2]! / upsampling.scale_factor!, 0);
  const told = await reading.textContent();
  await after.hover({ position: { x: box.x - whole.x + 3, y: box.y - whole.y + 3 } });
  await expect(reading).toHaveText(told!);

  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByTestId('walk').click();
  await expect(last).toHaveAttribute('aria-current', 'step', { timeout: 500 });
});

test('generated digits go to the detector: counted, and brought to the bench as they are', async ({
  page,
}) => {
  await openLab(page);
  await page.getByTestId('send').click();
  const result = page.getByTestId('sent-result');
  await expect(result).toHaveText(/^\d+ of 100 read as asked$/, { timeout: 40_000 });
  const right = Number((await result.textContent())!.split(' ')[0]);
  const labels = await page
    .locator('[data-testid^="sent-"][aria-pressed]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')!));
  expect(labels).toHaveLength(100);
  const asAsked = labels.filter((label) => /asked for: (\d); read as: \1,/.test(label));
  expect(asAsked).toHaveLength(right);
  // Chance would be ten.
  expect(right).toBeGreaterThan(60);

  const one = page.getByTestId('sent-13');
  await one.click();
  const said = /(\d), ([\d.]+%)/.exec((await one.getAttribute('aria-label'))!)!;
  await page.getByTestId('bring').click();
  await expect(page.getByTestId(`probability-${said[1]}`)).toContainText(said[2]!, {
    timeout: 15_000,
  });
  await page.goBack();
  await expect(page.getByTestId('gan-lab')).toBeVisible();
});

test('accessible, and no wider than the screen', async ({ page }) => {
  test.slow();
  await openLab(page, 'noise.3-s1*4-s2*30');
  await page.getByTestId('way').scrollIntoViewIfNeeded();
  await expect(
    page.getByTestId('stage-sheet').or(page.getByTestId('stage-reading')).first(),
  ).toBeVisible();
  await page.getByTestId('send').click();
  await expect(page.getByTestId('sent-result')).toContainText('100', { timeout: 40_000 });
  for (const [language, name] of [
    ['en', 'From noise to a digit'],
    ['pt-BR', 'Do ruído ao dígito'],
  ] as const) {
    await walk(page, {
      part: '[data-testid=gan-section-noise]',
      stops: TWO_STOPS.filter(([spoken]) => spoken === language),
    });
    await expect(page.getByRole('heading', { name })).toBeVisible();
  }
});
