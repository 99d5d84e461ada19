/** A teacher's controls: the space bar, guessing first, presenting, and the copied code, which is run. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import {
  expect,
  expectNothingSticksOut,
  open,
  percentages,
  prediction,
  settled,
  show,
  step,
  test,
  walk,
  withDigit,
  TWO_STOPS,
} from '../../../e2e/bench';

const value = (page: Page) => page.getByTestId('lens-value');
const python = fileURLToPath(new URL('../../../../.venv/bin/python', import.meta.url));

async function openWith(page: Page, address: string, digit = 3): Promise<void> {
  await open(page, withDigit(address, digit));
  await expect(value(page)).toBeVisible();
}

/** Runs programs, and gives what each prints, line by line. */
const RUN = `
import contextlib, io, json, sys
def lines(program):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(program, {"__name__": "__main__"})
    return out.getvalue().strip().split("\\n")
json.dump([lines(program) for program in json.load(sys.stdin)], sys.stdout)`;
const printed = (programs: string[]): string[][] =>
  JSON.parse(
    execFileSync(python, ['-c', RUN], { input: JSON.stringify(programs), encoding: 'utf8' }),
  );

test.describe('the copied code', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('computes every view as shown, operated weights and all', async ({ page }) => {
    test.slow();
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    const copied: { what: string; program: string; shown: number[] }[] = [];
    for (const view of [
      'conv1.5.12.13',
      'conv1_relu.5.12.13',
      'conv2_relu.9.10.11',
      'pool.9.5.5',
      'flatten.1301',
      'fc1.5',
      'fc1_relu.5',
      'logits.3',
      'softmax.3',
    ])
      await step(view, async () => {
        await openWith(
          page,
          `#/04?lang=en&l=${view}&w=conv1.5.w4.0.75*conv2.9.b.0.5*fc1.5.b.-0.25`,
        );
        await expect(prediction(page)).toContainText(/\S/);
        const text = (await settled(() => value(page).textContent(), 300))!;
        const shown = view.startsWith('softmax')
          ? await percentages(page)
          : [Number(text.trim().replace('\u2212', '-'))];
        for (const flavour of ['numpy', 'pytorch']) {
          await page.evaluate(() => navigator.clipboard.writeText(''));
          await page.getByTestId(`copy-${flavour}`).click();
          await expect(page.getByTestId('copy-code').getByRole('status')).toContainText('copied');
          await expect.poll(clipboard).not.toBe('');
          copied.push({ what: `${view}, ${flavour}`, program: await clipboard(), shown });
        }
      });
    for (const [i, lines] of printed(copied.map(({ program }) => program)).entries()) {
      const { what, shown } = copied[i]!;
      if (shown.length === 1) expect.soft(Number(lines.at(-1)), what).toBe(shown[0]);
      // The page's percentages are rounded together, the program's are finer.
      const numbers = lines.map((line) => Number(/: ([\d.]+)%/.exec(line)?.[1]));
      if (shown.length > 1)
        numbers.forEach((number, i) =>
          expect.soft(Math.abs(number - shown[i]!), what).toBeLessThan(0.1),
        );
    }
  });
});

test('the space bar goes one step on, and never under a button or a field', async ({ page }) => {
  await openWith(page, '#/04?lang=en&l=conv1_relu.5.12.13');
  await page.locator('main').focus();
  await page.keyboard.press('Space');
  await expect.poll(() => page.url()).toContain('l=conv1_relu.5.12.14');
  await page.getByTestId('slide-forward').focus();
  await page.keyboard.press('Space');
  // The button's own step, and no second one.
  await expect.poll(() => page.url()).toContain('l=conv1_relu.5.12.15');
  await page.getByTestId('edit-kernel').click();
  await page.getByRole('spinbutton').first().press('Space');
  expect(await settled(() => page.url(), 250)).toContain('l=conv1_relu.5.12.15');
  await page.evaluate(() => (location.hash = location.hash.replace(/l=[^&]*/, 'l=softmax.3')));
  await expect.poll(() => page.url()).toContain('l=softmax.3');
  await page.locator('main').focus();
  for (const layer of ['logits.3', 'fc1_relu.', 'flatten.', 'pool.']) {
    await page.keyboard.press('Space');
    await expect.poll(() => page.url()).toContain(`l=${layer}`);
  }
});

test('what is covered stays covered until it is guessed', async ({ page }) => {
  await step('the answer stays covered until a guess, and again for another drawing', async () => {
    await open(page, '#/04?lang=en');
    await page.getByTestId('guess-first').click();
    await expect.poll(() => page.url()).toContain('g=1');
    await show(page, withDigit('#/04?lang=en&g=1', 3));
    await expect(prediction(page)).toContainText('?');
    await expect.poll(() => page.url()).toContain('g=1');
    for (let digit = 0; digit < 10; digit++)
      await expect(page.getByTestId(`probability-${digit}`)).toHaveText('?');
    // Unchanged for longer than the live region waits before it speaks.
    const spoken = page.locator('.says [aria-live=polite]');
    await expect(spoken).toContainText('Which digit');
    expect(await settled(() => page.locator('.says').innerText(), 900)).not.toContain('%');
    await page.getByTestId('guess-8').click();
    await expect(page.getByTestId('guess-verdict')).toHaveText('Guess 8; the network says 3.');
    await expect(prediction(page)).toContainText('3');
    await expect(spoken).toContainText('the network says 3');
    expect(Math.max(...(await percentages(page)))).toBeGreaterThan(50);
    await show(page, withDigit('#/04?lang=en&g=1', 7));
    await expect(page.getByTestId('probability-7')).toHaveText('?');
    await page.getByTestId('reveal').click();
    await expect(prediction(page)).toContainText('7');
  });

  await step('a number stays covered until it is guessed; then the distance is said', async () => {
    await openWith(page, '#/04?lang=en&g=1&l=conv1.5.12.13');
    await expect(value(page)).toHaveText('?');
    await expect(page.getByTestId('readout').locator('.value')).toHaveText('?');
    await page.getByTestId('value-guess').fill('nothing');
    await page.getByTestId('value-guess').press('Enter');
    await expect(value(page)).toHaveText('?');
    await page.getByTestId('value-guess').fill('1,5');
    await page.getByTestId('value-guess').press('Enter');
    await expect(value(page)).not.toHaveText('?');
    const shown = Number((await value(page).textContent())!.replace('\u2212', '-'));
    const distance = Math.abs(1.5 - shown).toFixed(3);
    await expect(page.locator('.result [role=status]')).toHaveText(`Guess 1.500: ${distance} off.`);
    await page.getByTestId('slide-forward').click();
    await expect(value(page)).toHaveText('?');
  });

  await step('the percentages of the lens wait for the guess too', async () => {
    await open(page, withDigit('#/04?lang=en&g=1&l=softmax.3', 3));
    await expect(page.getByTestId('lens')).toContainText('guess first');
    await expect(page.getByTestId('softmax-table')).toHaveCount(0);
    await page.getByTestId('guess-3').click();
    await expect(page.getByTestId('softmax-table')).toBeVisible();
  });
});

test('presenting: larger, nothing sticks out, pointing still hits', async ({ page }) => {
  // As where full screen is refused.
  await page.addInitScript(() => {
    Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('refused'));
  });
  for (const [width, height, zoom] of [
    [1920, 1080, 1.33],
    [1280, 720, 1.1],
  ] as const)
    await step(`${width}×${height}`, async () => {
      await page.setViewportSize({ width, height });
      await openWith(page, '#/04?lang=en&l=conv1_relu.5.12.13');
      const size = async () => (await value(page).boundingBox())!.height;
      const before = await size();
      await page.getByTestId('present').click();
      await expect(page.locator('html')).toHaveAttribute('data-presenting', '');
      expect((await size()) / before).toBeCloseTo(zoom, 1);
      await expectNothingSticksOut(page);
      const network = page.getByTestId('network');
      await network.scrollIntoViewIfNeeded();
      const box = (await network.boundingBox())!;
      const title = (await page.getByRole('button', { name: 'output' }).first().boundingBox())!;
      // Below the last layer's title lie its values: far right, where a wrong scale would miss.
      await page.mouse.click(title.x + title.width / 2, box.y + box.height / 2);
      await expect.poll(() => page.url()).toMatch(/l=softmax\.[3456]/);
      await page.getByTestId('present').click();
      await expect(page.locator('html')).not.toHaveAttribute('data-presenting', '');
    });
});

test('covered: axe finds nothing and nothing sticks out', async ({ page }) => {
  await openWith(page, '#/04?lang=en&g=1&l=fc1_relu.5');
  await page.getByTestId('copy-code').locator('summary').click();
  await walk(page, { stops: TWO_STOPS });
});
