/** The lens on pooling, flatten, dense layers, percentages, the picture and its pixels: by mouse, by keyboard, in both languages. */
import type { Page } from '@playwright/test';
import {
  expect,
  expectNothingSticksOut,
  open,
  openDrawn,
  percentages,
  prediction,
  show,
  step,
  test,
  TWO_STOPS,
  walk,
  withDigit,
  withStrokes,
} from '../../../e2e/bench';

const lens = (page: Page) => page.getByTestId('lens');
const value = (page: Page) => page.getByTestId('lens-value');
const atAddress = (page: Page, view: string) =>
  expect.poll(() => decodeURIComponent(page.url())).toMatch(new RegExp(`l=${view}(&|$)`));

/** A number as the page writes it, in either language; all that is shown has decimals or is below a thousand. */
const numberOf = (text: string) =>
  Number(text.trim().replace('\u2212', '-').replace(',', '.').replace('%', ''));
const numbersOf = (texts: string[]) => texts.map(numberOf);
const thousandths = (x: number) => Math.round(1000 * x);
const sumOf = (all: number[]) => all.reduce((a, b) => a + b, 0);

/** Opens what the address says, with a digit drawn. */
async function openWith(page: Page, address: string, digit = 3): Promise<void> {
  await openDrawn(page, address, digit);
  await expect(lens(page)).toBeVisible();
}

test('pooling and flatten', async ({ page }) => {
  await step(
    'pooling: the winner is the largest, the others stay behind, and the winner opens',
    async () => {
      await openWith(page, '#/04?lang=en&l=fc1_relu.8');
      // What weighed most in a dense unit: a window with ink in it.
      await lens(page).getByRole('region', { name: 'For' }).getByRole('button').first().click();
      await page.getByTestId('follow-largest').click();
      await atAddress(page, 'pool\\.\\d+\\.\\d+\\.\\d+');
      const cells = lens(page).getByRole('group', { name: 'window of 2×2' }).locator('.cell');
      const values = numbersOf(await cells.allTextContents());
      expect(values).toHaveLength(4);
      const shown = numberOf((await value(page).textContent())!);
      expect(shown).toBeGreaterThan(0);
      expect(shown).toBe(Math.max(...values));
      await expect(lens(page).locator('.cell.faded')).toHaveCount(3);
      await expect(lens(page)).toContainText('36,864 → 9,216 values');
      const winner = lens(page).locator('.cell:not(.faded)');
      await winner.focus();
      await page.keyboard.press('Enter');
      await atAddress(page, 'conv2_relu\\.\\d+\\.\\d+\\.\\d+');
      expect(numberOf((await value(page).textContent())!)).toBe(shown);
    },
  );

  await step(
    'pooling: the shift by a pixel is run, in each direction, before and after',
    async () => {
      await openWith(page, '#/04?lang=pt-BR&l=pool.3.6.5');
      const shift = page.getByTestId('shift');
      const shares = async () => numbersOf(await shift.locator('dd.number').allTextContents());
      await expect(shift).toContainText('A rede rodou mais uma vez');
      const right = await shares();
      expect(right).toHaveLength(2);
      for (const share of right) expect(share).toBeGreaterThan(0);
      for (const share of right) expect(share).toBeLessThan(100);
      await shift.getByRole('button', { name: 'para cima' }).click();
      await expect(shift).toContainText('A rede rodou mais uma vez');
      await expect.poll(shares).not.toEqual(right);
      for (const share of await shares()) expect(share).toBeGreaterThan(0);
    },
  );

  await step(
    'flatten: index and place follow one another, by field, by arrow, by click',
    async () => {
      await openWith(page, '#/04?lang=pt-BR&l=flatten.1049');
      await expect(lens(page)).toContainText('Vetor = [9216]');
      await expect(page.getByTestId('flatten-channel')).toHaveValue('7');
      await expect(page.getByTestId('flatten-row')).toHaveValue('3');
      await expect(page.getByTestId('flatten-column')).toHaveValue('5');
      await page.getByTestId('flatten-index').fill('9215');
      await expect(page.getByTestId('flatten-channel')).toHaveValue('63');
      await expect(page.getByTestId('flatten-row')).toHaveValue('11');
      await page.getByTestId('flatten-channel').fill('2');
      await page.getByTestId('flatten-row').fill('0');
      await expect(page.getByTestId('flatten-index')).toHaveValue('299');
      await expect(lens(page)).toContainText('299 ÷ 144 = 2, resto 11');
      const map = lens(page).getByRole('application', { name: 'mapa 2' });
      await map.focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowLeft');
      await expect(page.getByTestId('flatten-index')).toHaveValue(String(2 * 144 + 12 + 10));
      await page.keyboard.press('Enter');
      await atAddress(page, 'pool\\.2\\.1\\.10');
    },
  );

  await step('the whole vector says that it shows its largest values only', async () => {
    await show(page, withDigit('#/04?lang=pt-BR&l=flatten', 3));
    await expect(lens(page)).toContainText('Esta camada entrega 9216 valores. Aqui estão os 256');
    await expect(lens(page).locator('.units li')).toHaveCount(256);
  });
});

test('dense layers, and the way down to a pixel', async ({ page }) => {
  await step('what is listed, the others and the bias add up to the last digit', async () => {
    for (const [unit, language, others] of [
      ['fc1_relu.8', 'en', 'the other 9,2'],
      ['logits.3', 'pt-BR', 'as outras 1'],
    ] as const) {
      await openWith(page, `#/04?lang=${language}&l=${unit}`);
      const listed = numbersOf(await lens(page).locator('.amount').allTextContents());
      expect(listed.length).toBeGreaterThan(8);
      const lines = numbersOf(await lens(page).locator('.result dd').allTextContents());
      await expect(lens(page)).toContainText(others);
      expect(thousandths(sumOf(listed))).toBe(thousandths(lines[0]!));
      const total = thousandths(lines[0]!) + thousandths(lines[1]!) + thousandths(lines[2]!);
      const shown = thousandths(numberOf((await value(page).textContent())!));
      if (lines.length > 3) {
        expect(total).toBe(thousandths(lines[3]!));
        expect(shown).toBe(Math.max(0, total));
      } else expect(shown).toBe(total);
      // Each term's factors are shown too, rounded.
      const factors = (await lens(page).locator('.factors').allTextContents()).map((text) =>
        numbersOf(text.split('×')),
      );
      factors.forEach(([input, weight], i) =>
        expect(Math.abs(input! * weight! - listed[i]!), unit).toBeLessThan(0.02),
      );
    }
  });

  await step(
    'the weights of a dense unit are maps; a cell says its place and opens, by mouse and keyboard',
    async () => {
      await openWith(page, '#/04?lang=en&l=fc1_relu.8');
      const maps = lens(page).getByRole('application', { name: 'weights' });
      await maps.scrollIntoViewIfNeeded();
      const box = (await maps.boundingBox())!;
      // Eight maps of 12×12 a row, one pixel between two.
      const at = (cell: number) => (cell + 0.5) / 103;
      const [x, y] = [box.x + at(2 * 13 + 4) * box.width, box.y + at(1 * 13 + 7) * box.height];
      await page.mouse.move(x, y);
      await expect(page.locator('#weights-cell')).toContainText('map 10, row 7, column 4');
      await maps.focus();
      await page.keyboard.press('ArrowRight');
      await expect(page.locator('#weights-cell')).toContainText('map 10, row 7, column 5');
      await lens(page).getByRole('button', { name: 'contributions' }).click();
      await expect(page.locator('#weights-cell')).toContainText('map 10, row 7, column 5');
      const shown = (await page.locator('#weights-cell .number').textContent())!.split(/[×=]/);
      expect(
        Math.abs(numberOf(shown[0]!) * numberOf(shown[1]!) - numberOf(shown[2]!)),
      ).toBeLessThan(0.005);
      await lens(page).getByRole('application', { name: 'contributions' }).focus();
      await page.keyboard.press('Enter');
      await atAddress(page, `flatten\\.${10 * 144 + 7 * 12 + 5}\\.0\\.0`);
    },
  );

  await step(
    'the largest, again and again, leads from a percentage down to a pixel, and back',
    async () => {
      await openWith(page, '#/04?lang=en&l=softmax.3');
      const follow = page.getByTestId('follow-largest');
      const field = page.getByTestId('receptive-field');
      const areas: number[] = [];
      for (const layer of [
        'logits',
        'fc1_relu',
        'flatten',
        'pool',
        'conv2_relu',
        'conv1_relu',
        'image',
      ]) {
        await follow.focus();
        await page.keyboard.press('Enter');
        await atAddress(page, `${layer}\\.\\d+\\.\\d+\\.\\d+`);
        const { width, height } = (await field.boundingBox())!;
        // Of all of the pad too, the frame is drawn where it is seen.
        if (areas.length === 0) await expect(field).toHaveCSS('box-shadow', /inset/);
        areas.push(width * height);
      }
      // The deeper, the less of the drawing: all of it, …, a conv2 window of 5×5, one of 3×3, a pixel.
      expect(areas).toEqual([...areas].sort((a, b) => b - a));
      expect(areas[0]! / areas[6]!).toBeGreaterThan(20);
      await expect(follow).toHaveCount(0);
      expect(numberOf((await value(page).textContent())!)).toBeGreaterThan(0);
      const trail = lens(page).getByRole('navigation', { name: 'The way here' });
      await expect(trail.getByRole('button')).toHaveCount(7);
      await trail.getByRole('button').first().click();
      await atAddress(page, 'softmax\\.3\\.0\\.0');
    },
  );
});

test('percentages, and whether it is a digit at all', async ({ page }) => {
  await step(
    'whether it is a digit at all: ten products and the bias add up, and what is below the threshold is refused',
    async () => {
      await openWith(page, '#/04?lang=en&l=softmax', 7);
      const refusal = page.getByTestId('refusal');
      const sure = page.getByTestId('refusal-share');
      await expect(refusal.locator('.amount')).toHaveCount(10);
      const products = numbersOf(await refusal.locator('.amount').allTextContents());
      const [total, bias, sum] = numbersOf(await refusal.locator('dd').allTextContents());
      expect(thousandths(sumOf(products))).toBe(thousandths(total!));
      expect(thousandths(total! + bias!)).toBe(thousandths(sum!));
      const share = numberOf((await sure.textContent())!);
      expect(Math.abs(share - 100 / (1 + Math.exp(-sum!)))).toBeLessThan(0.06);
      await expect(refusal).toContainText(/at least [\d.]+%: answered/);
      await expect(refusal).toContainText('place 1: the 7');

      // A letter W, which no digit is like.
      const W = [0, 0.25, 0.5, 0.75, 1].map((x, i): [number, number] => [
        0.1 + 0.8 * x,
        i % 2 ? 0.85 : 0.15,
      ]);
      await show(page, withStrokes('#/04?lang=en&l=softmax', [W]));
      await expect(prediction(page)).toContainText('Doesn’t look like a digit');
      await expect(refusal).toContainText(/: refused/);
      const threshold = /below ([\d.]+%): refused/.exec((await refusal.textContent())!)![1]!;
      expect(numberOf((await sure.textContent())!)).toBeLessThan(numberOf(threshold));
      const said = `Like a digit: ${(await sure.textContent())!.trim()} (at least ${threshold} needed)`;
      await expect(page.getByText(said).first()).toBeVisible();
      await refusal.getByRole('button', { name: /place 1:/ }).click();
      await atAddress(page, 'logits\\.\\d\\.0\\.0');
    },
  );

  await step(
    'percentages: they add up to 100.0%, are the page’s own, and the temperature is tried',
    async () => {
      await openWith(page, '#/04?lang=en&l=softmax');
      const shares = async () =>
        numbersOf(await lens(page).locator('tbody .share').allTextContents());
      const own = await percentages(page);
      const shown = await shares();
      expect(Math.round(10 * sumOf(shown))).toBe(1000);
      shown.forEach((share, i) => expect(Math.abs(share - own[i]!)).toBeLessThan(0.11));

      await page.getByTestId('temperature').focus();
      await page.keyboard.press('End');
      const warm = await shares();
      expect(Math.round(10 * sumOf(warm))).toBe(1000);
      expect(warm[3]).toBeLessThan(shown[3]!);
      expect(warm[3]).toBe(Math.max(...warm));
      expect(await percentages(page)).toEqual(own);
      await lens(page)
        .getByRole('button', { name: /as calibrated/ })
        .click();
      expect(await shares()).toEqual(shown);

      await lens(page)
        .getByRole('button', { name: /Open the logit of 8/ })
        .click();
      await atAddress(page, 'logits\\.8\\.0\\.0');
    },
  );
});

test('the picture and its pixels', async ({ page }) => {
  await step(
    'the picture: five pictures, each step’s effect, and a pixel opens by mouse and keyboard',
    async () => {
      await openWith(page, '#/04?lang=en&l=image');
      for (const name of ['drawing', 'crop', 'box', 'centre', 'result'])
        await expect(page.getByTestId(`picture-${name}`).locator('canvas')).toBeVisible();
      const own = await percentages(page);
      await expect(page.getByTestId('picture-result')).toContainText(`3: ${own[3]!.toFixed(1)}%`);
      for (const name of ['crop', 'box', 'centre'])
        await expect(page.getByTestId(`picture-${name}`)).toContainText(/\d: \d+\.\d%.*points/);
      // What is said without a step must be what the page says with that step switched off.
      const without = (await page.getByTestId('picture-box').locator('p').nth(1).textContent())!;
      await page.getByTestId('step-box').click();
      const [label, percent] = without.split(':');
      await expect(page.getByTestId(`probability-${label!.trim()}`)).toContainText(percent!.trim());
      await page.getByTestId('step-box').click();

      const result = page.getByTestId('picture-result').getByRole('application');
      await result.focus();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Enter');
      await atAddress(page, 'image\\.0\\.14\\.13');
      await lens(page).getByRole('application').focus();
      await page.keyboard.press('ArrowUp');
      await atAddress(page, 'image\\.0\\.13\\.13');
    },
  );

  await step('a pixel is weight × ink, summed and rounded, and adds up', async () => {
    await openWith(page, '#/04?lang=en&l=logits.3');
    for (let i = 0; i < 6; i++) await page.getByTestId('follow-largest').click();
    await atAddress(page, 'image\\.0\\.\\d+\\.\\d+');
    const listed = numbersOf(await lens(page).locator('.amount').allTextContents());
    const lines = numbersOf(await lens(page).locator('.sum dl dd').allTextContents());
    const units = (x: number) => Math.round(1e5 * x);
    expect(units(sumOf(listed)) + units(lines[0]!)).toBe(units(lines[1]!));
    expect(Math.abs(lines[1]! * 255 - lines[2]!)).toBeLessThan(0.01);
    expect(Math.abs(lines[2]! - lines[3]!)).toBeLessThanOrEqual(0.505);
    const shown = numberOf((await value(page).textContent())!);
    expect(shown).toBe(Number((lines[3]! / 255).toFixed(3)));
  });

  await step('pixels that were given as they are are said to be so', async () => {
    await open(page, '#/04?lang=en&l=image');
    await page.getByTestId('example-8').click();
    await expect(lens(page)).toContainText('given as they are');
    await page.getByTestId('picture-result').getByRole('application').focus();
    await page.keyboard.press('Enter');
    await atAddress(page, 'image\\.0\\.14\\.14');
    await expect(lens(page)).toContainText('given as they are');
    await expect(page.getByTestId('receptive-field')).toBeVisible();
  });
});

const VIEWS = [
  'pool.3.6.5',
  'flatten.1049',
  'fc1_relu.8',
  'logits.3',
  'softmax.3',
  'image',
  'image.0.9.16',
];

/** Nothing is still to come, and nothing is clipped, as anything too wide for the lens would be. */
async function expectWhole(page: Page): Promise<void> {
  await expect(lens(page).getByText(/^(–|…)$/)).toHaveCount(0);
  const { scrolls, shows } = await lens(page).evaluate((element) => ({
    scrolls: element.scrollWidth,
    shows: element.clientWidth,
  }));
  expect(scrolls).toBeLessThanOrEqual(shows);
}

test('axe finds nothing in any view, and nothing sticks out', async ({ page }) => {
  test.slow();
  await openWith(page, `#/04?lang=en&l=${VIEWS[0]}`);
  for (const view of VIEWS)
    await step(view, async () => {
      await show(page, withDigit(`#/04?lang=en&l=${view}`, 3));
      await walk(page, { stops: TWO_STOPS, ready: () => expectWhole(page) });
    });
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('every view fits', async ({ page }) => {
    await openWith(page, `#/04?lang=pt-BR&l=${VIEWS[0]}`);
    for (const view of VIEWS)
      await step(view, async () => {
        await show(page, withDigit(`#/04?lang=pt-BR&l=${view}`, 3));
        await expectWhole(page);
        await expectNothingSticksOut(page);
      });
  });
});
