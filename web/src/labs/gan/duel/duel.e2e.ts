/** The duel of chapter 01's GAN laboratory: the training to scrub through, a step in slow motion, each moment's networks. */
import { readFileSync } from 'node:fs';
import {
  drawDigit,
  expect,
  go,
  settled,
  step,
  test,
  TWO_STOPS,
  walk,
  withMotion,
} from '../../../../e2e/bench';
import type { Page } from '@playwright/test';

const record = JSON.parse(
  readFileSync(new URL('../../../../../artifacts/lab/gan/duel/duel.json', import.meta.url), 'utf8'),
) as { batch_size: number; moments: { step: number; record?: object; weights?: object }[] };
const { moments } = record;
/** One with a recorded step and weights, not the first and not the last. */
const kept = moments.findIndex(({ record, weights }, i) => i > 3 && record && weights);
const KEPT = moments[kept]!.step;

const lab = (page: Page) => page.getByTestId('duel-lab');
const moment = (page: Page) => page.getByTestId('duel-moment');
const position = (page: Page) => page.getByTestId('duel-position');
const english = (value: number) => value.toLocaleString('en');

/** A number as the page writes it, in English. */
const number = (text: string | null) => Number(text!.replace('\u2212', '-').replaceAll(',', ''));
const numbers = async (page: Page, row: string, count = 6): Promise<number[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, i) =>
      number(await page.getByTestId(`${row}-${i}`).textContent()),
    ),
  );
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
/** Sums of decimals are off by less. */
const DIGITS = 6;

async function openDuel(page: Page, duel = '', rest = 'lang=en'): Promise<void> {
  await go(page, `#/01?${rest}&r=gans&v=duel${duel && `+duel.${duel}`}`);
  await lab(page).scrollIntoViewIfNeeded();
  await expect(moment(page)).toBeVisible({ timeout: 20_000 });
}

test('moments: scrubbed by keyboard, linked to, kept', async ({ page }) => {
  await step('a link shows another person exactly this', async () => {
    await openDuel(page, `${KEPT}-linear-12-losses-2`);
    await expect(page.getByTestId('duel-axis-linear')).toHaveAttribute('aria-pressed', 'true');
    await expect(lab(page)).toContainText('Noise vector no. 13 ');
    await expect(page.getByTestId('part-losses')).toHaveAttribute('aria-current', 'step');
    await expect(page.getByTestId('pair-2')).toHaveAttribute('aria-pressed', 'true');
    await expect(page).toHaveURL(new RegExp(`duel\\.${KEPT}-linear-12-losses-2(&|$)`));
  });

  await step('a moment that was not kept opens the nearest, and says so', async () => {
    await openDuel(page, String(KEPT + 1));
    await expect(page.getByTestId('duel-unknown')).toContainText(
      `the moment after ${english(KEPT + 1)} steps`,
    );
    await expect(moment(page)).toHaveText(`After ${english(KEPT)} steps`);
    await page.getByTestId('duel-forward').click();
    await expect(page.getByTestId('duel-unknown')).toHaveCount(0);
  });

  await step(
    'digits change from moment to moment, and the same moment looks the same',
    async () => {
      await openDuel(page, String(KEPT));
      const picture = () =>
        page
          .getByTestId('duel-sheet')
          .locator('canvas')
          .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
      const first = await picture();
      await page.getByTestId('duel-forward').click();
      await expect.poll(picture).not.toBe(first);
      await page.getByTestId('duel-back').click();
      await expect.poll(picture).toBe(first);
    },
  );

  await step('the training is scrubbed by keyboard, and the address follows', async () => {
    await openDuel(page, String(KEPT));
    await expect(moment(page)).toHaveText(`After ${english(KEPT)} steps`);
    await position(page).focus();
    await page.keyboard.press('ArrowRight');
    await expect(moment(page)).toHaveText(`After ${english(moments[kept + 1]!.step)} steps`);
    await expect(page).toHaveURL(new RegExp(`duel\\.${moments[kept + 1]!.step}(&|$)`));
    await page.keyboard.press('Home');
    await expect(moment(page)).toHaveText('Before the first step');
    await expect(page).toHaveURL(/duel\.0(&|$)/);
    await expect(page.getByTestId('duel-back')).toBeDisabled();
    await page.keyboard.press('End');
    await expect(page).not.toHaveURL(/duel\./);
    await expect(page.getByTestId('duel-forward')).toBeDisabled();

    // A digit is chosen with arrow keys, and followed through every moment.
    const sheet = page.getByTestId('duel-sheet').getByRole('application');
    await sheet.focus();
    await page.keyboard.press('ArrowRight');
    await expect(lab(page)).toContainText('Noise vector no. 10 ');
    const strip = page.getByTestId('film-strip').getByRole('button');
    await expect(strip).toHaveCount(moments.length);
    await strip.nth(1).click();
    await expect(page).toHaveURL(new RegExp(`duel\\.${moments[1]!.step}--9`));
    await expect(strip.nth(1)).toHaveAttribute('aria-pressed', 'true');
  });
});

test('a step is gone through by keyboard, and its numbers add up as shown', async ({ page }) => {
  await openDuel(page, String(KEPT));
  const motion = page.getByTestId('slow-motion');
  await expect(page.getByTestId('part-noise')).toHaveAttribute('aria-current', 'step', {
    timeout: 15_000,
  });
  await motion.focus();
  await page.keyboard.press('Space');
  await expect(page.getByTestId('part-generated')).toHaveAttribute('aria-current', 'step');
  await expect(page.getByTestId('realScore-0')).toHaveText('·');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const [real, fake, ahead] = await Promise.all(
    ['realScore', 'fakeScore', 'ahead'].map((row) => numbers(page, row)),
  );
  for (const i of ahead!.keys()) expect(real![i]! - fake![i]!).toBeCloseTo(ahead![i]!, DIGITS);

  await page.keyboard.press('ArrowRight');
  for (const network of ['generator', 'discriminator']) {
    const mean = page.getByTestId(`mean-${network}`);
    const of = async (part: string) => number(await mean.getByTestId(part).textContent());
    const listed = await numbers(page, `${network}Loss`);
    for (const [i, loss] of listed.entries()) {
      const d = network === 'generator' ? ahead![i]! : -ahead![i]!;
      expect(Math.abs(loss - Math.log1p(Math.exp(d)))).toBeLessThan(2e-3);
    }
    const total = await of('total');
    expect(sum(listed) + (await of('others'))).toBeCloseTo(total, DIGITS);
    expect((total / record.batch_size).toFixed(3)).toBe((await of('loss')).toFixed(3));
  }

  await page.keyboard.press('ArrowLeft');
  await expect(page.getByTestId('part-compared')).toHaveAttribute('aria-current', 'step');
  await page.getByTestId('pair-3').click();
  const worked = (await page.getByTestId('pair-d').locator('strong').textContent())!;
  expect(number(worked)).toBe(ahead![3]);

  await page.getByTestId('part-weights').click();
  await expect(motion.getByRole('table', { name: /Generator$/ })).toContainText('fc.weight');
  await page.getByTestId('part-next').click();
  await expect(page.getByTestId('step-outcome')).toContainText('In this step');
  await expect(page.getByTestId('part-next')).toBeDisabled();
  await expect(page).toHaveURL(new RegExp(`duel\\.${KEPT}---after-3`));
});

test('both networks of then answer: a digit asked for, a digit drawn', async ({ page }) => {
  await openDuel(page, String(KEPT));
  await page.getByTestId('then-open').click();
  const made = page.getByTestId('then-made-share');
  await expect(made).toContainText(/\d%/, { timeout: 20_000 });
  const networks = page.getByTestId('moment-networks');
  const picture = () =>
    networks.locator('.picture canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const before = await picture();
  await page.getByTestId('then-wish-0').click();
  await expect.poll(picture).not.toBe(before);
  const wished = await settled(picture, 200);

  await drawDigit(page, 3, networks);
  const own = page.getByTestId('then-own-share');
  await expect(own).toContainText(/\d%/);
  const asRead = await settled(() => own.textContent(), 200);
  await page.getByTestId('then-judge-1').click();
  await expect(own).not.toHaveText(asRead!);

  // Another moment's networks make something else of the same noise.
  const other = moments.findIndex(({ weights }, i) => i > kept && weights);
  await page.getByTestId('film-strip').getByRole('button').nth(other).click();
  await expect.poll(picture, { timeout: 15_000 }).not.toBe(wished);
});

test.describe('where motion is welcome', () => {
  test.use(withMotion);

  test('what learning looks like is played once, and stopped by hand', async ({ page }) => {
    await openDuel(page);
    await page.getByTestId('duel-sheet').scrollIntoViewIfNeeded();
    const play = page.getByTestId('duel-play');
    await expect(play).toHaveText(/Pause/);
    await play.click();
    const stopped = await settled(() => moment(page).textContent(), 600);
    expect(stopped).toMatch(/^(Before|After)/);
  });
});

test('where motion is unwelcome nothing plays by itself', async ({ page }) => {
  await openDuel(page);
  await page.getByTestId('duel-sheet').scrollIntoViewIfNeeded();
  const last = `After ${english(moments.at(-1)!.step)} steps`;
  await expect(moment(page)).toHaveText(last);
  expect(await settled(() => moment(page).textContent(), 600)).toBe(last);
  await expect(page.getByTestId('duel-play')).toHaveText(/Play/);
});

test.describe('without files', () => {
  test('what fails is said, and asked for again by hand', async ({ page, context }) => {
    await context.route('**/duel/duel.webp', (route) => route.fulfill({ body: 'no picture' }));
    await context.route(`**/duel/*${KEPT}.json`, (route) => route.fulfill({ body: '{}' }));
    await page.goto(`#/01?lang=en&r=gans&v=duel+duel.${KEPT}`);
    await lab(page).scrollIntoViewIfNeeded();
    const alert = lab(page).getByRole('alert');
    await expect(alert).toContainText('The duel did not load', { timeout: 20_000 });
    await context.unroute('**/duel/duel.webp');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(moment(page)).toBeVisible();
    await expect(alert).toContainText('The recorded step did not load');
    await context.unroute(`**/duel/*${KEPT}.json`);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByTestId('pair-table')).toBeVisible();
    await expect(alert).toHaveCount(0);
  });
});

test('axe finds nothing and nothing sticks out', async ({ page }) => {
  test.slow();
  await openDuel(page, `${KEPT}---losses-1`);
  await expect(page.getByTestId('pair-table')).toBeVisible({ timeout: 15_000 });
  await page.getByTestId('then-open').click();
  await expect(page.getByTestId('then-made-share')).toContainText(/\d%/, { timeout: 20_000 });
  for (const part of ['losses', 'weights', 'after'])
    await step(part, async () => {
      await openDuel(page, `${KEPT}---${part}-1`);
      await expect(page.getByTestId(`part-${part}`)).toHaveAttribute('aria-current', 'step');
      await walk(page, { part: '[data-testid=duel-lab]', stops: TWO_STOPS });
    });
});
