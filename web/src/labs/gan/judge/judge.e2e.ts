/** Chapter 01's GAN laboratory, the discriminator: guessed before it tells, it judges a drawing, and every number opens. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { Manifest } from '../../../inference/manifest';
import { dealt } from './judgeRounds';
import { drawDigit, expect, go, settled, test, walk, TWO_STOPS } from '../../../../e2e/bench';

const folder = fileURLToPath(new URL('../../../../../artifacts/lab/gan/', import.meta.url));
const manifest: Manifest = JSON.parse(readFileSync(`${folder}discriminator/manifest.json`, 'utf8'));
const { scale, offsets } = manifest.realness!;
const SEED = 5;

const section = (page: Page) => page.getByTestId('gan-section-judge');
const lensValue = (page: Page) => section(page).getByTestId('lens-value');
const share = (page: Page) => page.getByTestId('own-share').locator('.number');
const numberOf = (text: string | null) =>
  Number(text!.trim().replace('\u2212', '-').replaceAll(',', '').replace('%', ''));
const thousandths = (value: number) => Math.round(1000 * value);

/** What the page says of the address's text of this section: "..7..sigmoid.7.0.0". */
const judgeText = (page: Page) =>
  / judge\.(\S+)/.exec(new URLSearchParams(page.url().split('?')[1]).get('v') ?? '')?.[1] ?? null;

/** A chapter, its laboratory and its networks, on a busy machine. */
const LOADED_MS = 30_000;

async function openLab(page: Page, text = '', more = 'lang=en') {
  await go(page, `#/01?${more}&r=gans&v=judge${text && `+judge.${text}`}`);
  await expect(page.getByTestId('judge-question')).toContainText(/\d/, { timeout: LOADED_MS });
  // The sections above find their size later, and the page scrolls to this one again.
  await settled(() => section(page).getByTestId('draw-pad').boundingBox(), 500);
}

test('digits come by: guessed by keyboard first, told then, counted, with no hint before', async ({
  page,
}) => {
  await openLab(page, `g${SEED}.0.0.0`);
  const game = page.getByTestId('judge-game');
  const covered: Record<string, Set<string>> = { real: new Set(), generated: new Set() };
  let [visitor, discriminator] = [0, 0];
  await page.getByTestId('guess-real').focus();
  for (let round = 0; round < 6; round++) {
    const { isReal, label } = dealt(SEED, round, manifest.labels.length);
    await expect(page.getByTestId('judge-question')).toContainText(String(label));
    await expect(page.getByTestId('judge-truth')).toHaveCount(0);
    const html = (await game.innerHTML()).replace(/[\d.]+/g, '#');
    if (round > 0) covered[isReal ? 'real' : 'generated']!.add(html);
    // In turns right and wrong.
    const guess = round % 2 === 0 ? isReal : !isReal;
    await page.keyboard.press(guess ? 'r' : 'g');
    await expect(page.getByTestId('judge-truth')).toContainText(isReal ? 'real' : 'generated');
    const percent = numberOf(await page.getByTestId('judge-share').textContent());
    const isRight = percent >= 50 === isReal;
    if (guess === isReal) visitor++;
    if (isRight) discriminator++;
    await expect(page.getByTestId('said-discriminator')).toContainText(isRight ? 'right' : 'wrong');
    await expect(page.getByTestId('tally-visitor')).toHaveText(`${visitor} of ${round + 1}`);
    await expect(page.getByTestId('tally-discriminator')).toHaveText(
      `${discriminator} of ${round + 1}`,
    );
    await expect(page.getByTestId('judge-next')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('guess-real')).toBeFocused();
  }
  // Real or generated, the page says the same until the guess.
  expect(covered.real!.size).toBeGreaterThan(0);
  expect([...covered.real!]).toEqual([...covered.generated!]);
  await expect.poll(() => judgeText(page)).toBe(`g${SEED}.6.${visitor}.${discriminator}`);
  await page.reload();
  await expect(page.getByTestId('tally-visitor')).toHaveText(`${visitor} of 6`, {
    timeout: LOADED_MS,
  });
  const { label } = dealt(SEED, 6, manifest.labels.length);
  await expect(page.getByTestId('judge-question')).toContainText(String(label));
});

test('the score is the network’s, the percentage its calibration’s, and the picture opens', async ({
  page,
}) => {
  await openLab(page, `g${SEED}.3.0.0.r`);
  const { label } = dealt(SEED, 3, manifest.labels.length);
  const said = await page.getByTestId('judge-share').textContent();
  const score = numberOf(
    /[\u2212\d.]+$/.exec(
      (await page.getByTestId('judge-verdict').locator('.share .score').textContent())!.trim(),
    )![0],
  );
  const expected = 100 / (1 + Math.exp(-(scale * score + offsets[label]!)));
  expect(Math.abs(numberOf(said) - expected)).toBeLessThan(0.2);
  await page.getByTestId('judge-open').click();
  await expect(lensValue(page)).toHaveText(said!);
  await expect(page.getByTestId(`judge-as-${label}`)).toHaveAttribute('aria-pressed', 'true');
});

test('the visitor’s drawing is judged as what the detector reads, or as another digit', async ({
  page,
}) => {
  await openLab(page);
  await expect(share(page)).toHaveText('–');
  await drawDigit(page, 7, section(page));
  await expect(page.getByTestId('judge-as-read')).toContainText('7');
  const asSeven = await settled(() => share(page).textContent(), 300);
  expect(asSeven).toMatch(/^\d+\.\d%$/);
  await page.getByTestId('judge-as-4').click();
  await expect(share(page)).not.toHaveText(asSeven!);
  await expect.poll(() => judgeText(page)).toBe('..4');
  const asFour = await share(page).textContent();
  await page.reload();
  await expect(share(page)).toHaveText(asFour!, { timeout: LOADED_MS });

  // Where the percentage comes from: score · scale + offset = sum, as shown, and 1 ÷ (1 + e^−sum).
  await page.getByTestId('own-arithmetic').click();
  await expect(lensValue(page)).toHaveText(asFour!);
  const rows = await page.getByTestId('realness-table').locator('tbody tr').all();
  expect(rows).toHaveLength(manifest.labels.length);
  for (const [label, row] of rows.entries()) {
    const [score, product, offset, sum, percent] = (await row.locator('td').allTextContents()).map(
      numberOf,
    ) as [number, number, number, number, number];
    expect(thousandths(product) + thousandths(offset)).toBe(thousandths(sum));
    expect(Math.abs(product - score * scale)).toBeLessThan(0.001 + 0.0005 * scale);
    expect(Math.abs(offset - offsets[label]!)).toBeLessThan(0.0011);
    expect(Math.abs(percent - 100 / (1 + Math.exp(-sum)))).toBeLessThan(0.08);
  }
  await page.getByTestId('judge-as-read').click();
  await expect(share(page)).toHaveText(asSeven!);
});

test('the lens opens its first convolution with exact arithmetic, from an address, and a weight moves the verdict', async ({
  page,
}) => {
  await openLab(page, '....conv1_relu.3.5.5');
  await drawDigit(page, 3, section(page));
  const lens = section(page).getByTestId('lens');
  await expect(lensValue(page)).toBeVisible();
  await expect(lens).toContainText('class Discriminator(nn.Module)');
  await expect(lens).toContainText('nn.Conv2d(1, 32, kernel_size=4, stride=2, padding=1)');
  const cells = async (grid: string) =>
    (
      await lens.getByRole('group', { name: grid, exact: true }).locator('.cell').allTextContents()
    ).map(numberOf);
  const products = await cells('products');
  const [inputs, weights] = [await cells('window'), await cells('learned kernel')];
  expect(products).toHaveLength(16);
  products.forEach((product, i) =>
    expect(Math.abs(product - inputs[i]! * weights[i]!)).toBeLessThan(0.0025),
  );
  const shown = (await lens.locator('.result dd').allTextContents()).map(numberOf);
  expect(thousandths(products.reduce((a, b) => a + b))).toBe(thousandths(shown[0]!));
  expect(thousandths(shown[0]! + shown[1]!)).toBe(thousandths(shown[2]!));
  expect(numberOf(await lensValue(page).textContent())).toBe(Math.max(0, shown[2]!));

  const before = await settled(() => share(page).textContent(), 300);
  const bias = page.getByTestId('surgery').locator('input').first();
  await bias.fill('3');
  await bias.press('Enter');
  await expect(share(page)).not.toHaveText(before!);
  await expect.poll(() => judgeText(page)).toBe('....conv1_relu.3.5.5..conv1.3.b.3');
  await page.getByTestId('surgery-undo').click();
  await expect(share(page)).toHaveText(before!);
});

test('of the output, the network view opens the percentage that is drawn', async ({ page }) => {
  await openLab(page);
  await drawDigit(page, 2, section(page));
  await expect(share(page)).not.toHaveText('–');
  await page.getByTestId('network').focus();
  await page.keyboard.press('ArrowRight');
  // The first press stands on the first layer: two back is the last one.
  for (let i = 0; i < 2; i++) await page.keyboard.press('Control+ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('realness-table')).toBeVisible();
  await expect.poll(() => judgeText(page)).toContain('sigmoid.');
  await page.getByTestId('follow-largest').click();
  await expect.poll(() => judgeText(page)).toContain(`${manifest.output}.`);
});

test('damaged parts of an address open the nearest state', async ({ page }) => {
  await openLab(page, 'g1.2.9.9..12..nowhere.1.2.3');
  await expect(page.getByTestId('tally-visitor')).toHaveText('2 of 2');
  await expect(page.getByTestId('judge-as-read')).toHaveAttribute('aria-pressed', 'true');
  await expect(section(page).getByRole('alert')).toContainText('layer');
});

test('axe finds nothing, and nothing sticks out', async ({ page }) => {
  await openLab(page, `g${SEED}.3.1.2.g..7`);
  await expect(page.getByTestId('judge-truth')).toContainText(/real|generated/);
  await page.getByTestId('example-7').click();
  await page.getByTestId('own-arithmetic').click();
  await expect(page.getByTestId('realness-table')).toBeVisible();
  await walk(page, { part: '[data-testid="gan-section-judge"]', stops: TWO_STOPS });
  await expect(page.getByTestId('realness-table')).toBeVisible();
});
