/** Several digits drawn side by side: found, read, and each of them taken apart. */
import type { Page } from '@playwright/test';
import {
  draw,
  dress,
  expect,
  open,
  openDrawn,
  percentages,
  prediction,
  step,
  test,
  walk,
  withStrokes,
  TWO_STOPS,
} from '../../../e2e/bench';
import { DIGITS, type Strokes } from '../../../e2e/digits';

/** Digits in a line, each as large as its share of the pad allows; every second point of them is enough. */
function line(digits: string): Strokes {
  const side = 1 / digits.length;
  return Array.from(digits).flatMap((digit, i) =>
    DIGITS[Number(digit)]!.map((stroke) =>
      stroke
        .filter((_, at) => at % 2 === 0 || at === stroke.length - 1 || stroke.length < 10)
        .map(([x, y]) => [side * (i + x), 0.5 + side * 1.2 * (y - 0.5)] as const),
    ),
  );
}

const drawNumber = (page: Page, digits: string) => draw(page, line(digits), 0.96);
const openNumber = (page: Page, address: string, digits: string) =>
  open(page, withStrokes(address, line(digits), 0.96));
const number = (page: Page) => page.getByTestId('number');
const digitOf = (page: Page, index: number) => page.getByTestId(`number-${index}`);
const says = (page: Page) => page.getByRole('region', { name: /rede diz|network says/ });

test('three digits are read, the last one is shown', async ({ page }) => {
  await open(page, '#/04?lang=pt-BR');
  await drawNumber(page, '207');
  for (const [language, sentence] of [
    ['pt-BR', 'Você desenhou 3 algarismos: 2 0 7'],
    ['en', 'You drew 3 digits: 2 0 7'],
  ] as const) {
    await dress(page, language, 'light');
    await expect(says(page)).toContainText(sentence.replaceAll(/(?<=\d) (?=\d)/g, '\u00a0'));
    await expect(prediction(page)).toHaveText('7');
    const shown = await percentages(page);
    expect(shown.indexOf(Math.max(...shown))).toBe(7);
    for (const [index, digit] of ['2', '0', '7'].entries()) {
      await expect(digitOf(page, index)).toContainText(digit);
      await expect(digitOf(page, index)).toContainText(/\d[.,]\d%/);
      await expect(digitOf(page, index)).toHaveAttribute('aria-pressed', String(index === 2));
    }
  }
});

test('each digit is taken apart, by mouse and by keyboard, and covered in a lesson', async ({
  page,
}) => {
  await step('the keyboard chooses too, and a reader is told', async () => {
    await openNumber(page, '#/04?lang=en', '207');
    await digitOf(page, 0).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(prediction(page)).toHaveText('0');
    await expect(digitOf(page, 1)).toHaveAccessibleName(/^Digit 2 of 3: 0, \d+\.\d%$/);
    await expect(page.locator('[aria-live=polite]').first()).toContainText('You drew 3 digits');
  });

  await step(
    'one digit is never a number: neither a 4 in two strokes nor a 5 with its flag apart',
    async () => {
      await openDrawn(page, '#/04?lang=pt-BR', 4);
      await expect(number(page)).toHaveCount(0);
      const flag: Strokes = [
        [
          [0.44, 0.16],
          [0.72, 0.14],
        ],
      ];
      const body: Strokes = [
        [
          [0.3, 0.2],
          [0.3, 0.47],
          [0.5, 0.44],
          [0.68, 0.55],
          [0.66, 0.75],
          [0.48, 0.86],
          [0.26, 0.8],
        ],
      ];
      await open(page, withStrokes('#/04?lang=pt-BR', [...body, ...flag]));
      await expect(prediction(page)).toContainText('5');
      await expect(number(page)).toHaveCount(0);
    },
  );

  await step('what is covered in a lesson stays covered', async () => {
    await openNumber(page, '#/04?lang=pt-BR&g=1', '207');
    await expect(page.getByTestId('reveal')).toBeVisible();
    await expect(number(page)).toHaveCount(0);
    await page.getByTestId('reveal').click();
    await expect(number(page).getByRole('button')).toHaveCount(3);
  });

  await step('a click on a digit takes that one apart, and the address says which', async () => {
    await openNumber(page, '#/04?lang=pt-BR', '41');
    await expect(prediction(page)).toHaveText('1');
    await digitOf(page, 0).click();
    await expect(prediction(page)).toHaveText('4');
    const shown = await percentages(page);
    expect(shown.indexOf(Math.max(...shown))).toBe(4);
    await expect(page).toHaveURL(/[?&]n=1(&|$)/);
    // Both places say the same percentage.
    const percent = await page.getByTestId('probability-4').textContent();
    await expect(digitOf(page, 0)).toContainText(percent!);

    await page.reload();
    await expect(prediction(page)).toHaveText('4', { timeout: 15_000 });
    await expect(number(page).getByRole('button')).toHaveCount(2);
  });
});

test('a second digit comes while the pen still moves, and the bars stay', async ({ page }) => {
  await step('the bars stay where they are as one digit becomes two', async () => {
    await open(page);
    const topOfBars = async () => (await page.getByTestId('probability-0').boundingBox())!.y;
    await draw(page, line('21').slice(0, 1), 0.96);
    await expect(prediction(page)).toHaveText('2');
    const before = await topOfBars();
    await draw(page, line('21').slice(1), 0.96);
    await expect(number(page).getByRole('button')).toHaveCount(2);
    expect(await topOfBars()).toBeCloseTo(before, 0);
  });

  await step(
    'a second digit is found while the pen still moves, and undone it is gone',
    async () => {
      await open(page);
      const [first, second] = [line('21').slice(0, 1), line('21').slice(1)];
      await draw(page, first, 0.96);
      await expect(prediction(page)).toHaveText('2');
      const box = (await page.getByTestId('draw-pad').boundingBox())!;
      const [[x, top], [, bottom]] = second[0] as [
        readonly [number, number],
        readonly [number, number],
      ];
      await page.mouse.move(box.x + box.width * x, box.y + box.height * top);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * x, box.y + box.height * bottom, { steps: 15 });
      await expect(number(page).getByRole('button')).toHaveCount(2);
      await expect(prediction(page)).toHaveText('1');
      await page.mouse.up();
      await page.getByTestId('undo').click();
      await expect(number(page)).toHaveCount(0);
      await expect(prediction(page)).toHaveText('2');
    },
  );
});

/** A 2 and a 0 that touch; then a stroke between two digits that is a comma. */
const TOUCHING: Strokes = [
  ...line('20').slice(0, 1),
  ...line('20')
    .slice(1)
    .map((stroke) => stroke.map(([x, y]) => [x - 0.17, y] as const)),
];
const DECIMAL: Strokes = [
  ...line('307').slice(0, DIGITS[3]!.length),
  [
    [0.5, 0.66],
    [0.48, 0.71],
    [0.45, 0.75],
  ],
  ...line('307').slice(DIGITS[3]!.length + DIGITS[0]!.length),
];

test('digits that touch are cut apart, and a person may cut otherwise by keyboard', async ({
  page,
}) => {
  await step('a comma is read, and its box shown', async () => {
    await open(page, withStrokes('#/04?lang=pt-BR', DECIMAL, 0.96));
    await expect(says(page)).toContainText('Você desenhou 2 algarismos: 3,7');
    await expect(page.getByTestId('number-percent')).toHaveText(/^Tudo certo: \d+,\d%\.$/);
    await expect(page.getByTestId('sign')).toHaveText(',');
    await expect(page.getByTestId('digit-box')).toHaveCount(3);
  });

  await step('what touches is two digits', async () => {
    await open(page, withStrokes('#/04?lang=en', TOUCHING, 0.96));
    await expect(number(page).getByRole('button')).toHaveCount(2);
    await expect(says(page)).toContainText('You drew 2 digits: 2\u00a00');
  });

  await step('they are joined, split again, and both is undone', async () => {
    await digitOf(page, 0).focus();
    await page.keyboard.press('Enter');
    await expect(prediction(page)).toHaveText('2');
    await page.getByTestId('number-join').focus();
    await page.keyboard.press('Enter');
    await expect(number(page)).toHaveCount(0);
    await page.getByTestId('number-split').focus();
    await page.keyboard.press('Enter');
    await expect(number(page).getByRole('button')).toHaveCount(2);
    await page.keyboard.press('Control+z');
    await expect(number(page)).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(says(page)).toContainText('You drew 2 digits: 2\u00a00');
  });
});

test('nothing bars the way to a number; on a phone it fits, with room for a finger', async ({
  page,
}) => {
  await openNumber(page, '#/04?lang=pt-BR', '207');
  await expect(number(page).getByRole('button')).toHaveCount(3);
  await walk(page, { part: '.says', stops: TWO_STOPS });
  // The last stop is a phone's width.
  for (const index of [0, 1, 2]) {
    const box = (await digitOf(page, index).boundingBox())!;
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
  }
  await digitOf(page, 1).click();
  await expect(prediction(page)).toHaveText('0');
});
