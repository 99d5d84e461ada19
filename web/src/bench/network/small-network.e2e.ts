/**
 * The page with another network in the deck's place, of other layers, names and shapes: it predicts, is walked through
 * and taken apart the same way, and every number is PyTorch's.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { readSafetensors } from '../../core/safetensors';
import { indexOf, positionOf, sizeOf, type Position } from '../../core/tensor';
import type { Manifest } from '../../inference/manifest';
import {
  expect,
  open,
  openDrawn,
  percentages,
  prediction,
  step,
  test as base,
  TWO_STOPS,
  walk,
} from '../../../e2e/bench';

const folder = fileURLToPath(new URL('../../../../tests/parity/small_network/', import.meta.url));
const manifest: Manifest = JSON.parse(readFileSync(`${folder}manifest.json`, 'utf8'));
const { buffer, byteOffset, byteLength } = readFileSync(`${folder}expected.safetensors`);
/** PyTorch's results for MNIST's first test image, a seven. */
const expected = readSafetensors(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
const SEVEN = Buffer.from(
  Uint8Array.from(expected.get('image')!.data.subarray(0, 784), (ink) => Math.round(255 * ink)),
).toString('base64url');

/** Decimals that the page shows; a number on the edge between two of them may be either. */
const EDGE = 0.0005 + 1e-4;

const test = base.extend({
  page: async ({ page }, use) => {
    await page.route('**/model/*', (route) =>
      route.fulfill({ path: `${folder}${basename(new URL(route.request().url()).pathname)}` }),
    );
    await use(page);
  },
});

const network = (page: Page) => page.getByTestId('network');
const readout = (page: Page) => page.getByTestId('readout');
const lensValue = (page: Page) => page.getByTestId('lens-value');

const numberIn = async (page: Page, testId: string, part = '') => {
  const text = await page
    .getByTestId(testId)
    .locator(part || ':scope')
    .textContent();
  return Number(text!.trim().replace('\u2212', '-').replaceAll(',', ''));
};

function pytorch(layer: string, at: Position): number {
  const { shape } = manifest.layers.find(({ name }) => name === layer)!;
  return expected.get(layer)!.data[indexOf(shape, at)]!;
}

/** Where the keyboard lands in a layer: the middle of the first map, or the first value. */
const middle = ([, rows = 1, columns = 1]: readonly number[]): Position => ({
  channel: 0,
  row: Math.floor(rows / 2),
  column: Math.floor(columns / 2),
});

test('it reads what is drawn', async ({ page }) => {
  for (const digit of [0, 1, 3, 7]) {
    await openDrawn(page, '#/04?lang=pt-BR', digit);
    const shown = await percentages(page);
    expect(shown.indexOf(Math.max(...shown))).toBe(digit);
  }
});

test('the keyboard walks through every layer, and each number is PyTorch’s', async ({ page }) => {
  await open(page, `#/04?lang=en&p=${SEVEN}`);
  await expect(prediction(page)).toContainText('7');
  await network(page).focus();
  await page.keyboard.press('ArrowRight');
  const drawn = ['edges_relu', 'parts', 'pool_relu', 'shapes_relu', 'vector', 'scores'];
  const titles = ['edges + ReLU', 'parts', 'pool + ReLU', 'shapes + ReLU', 'flatten', 'output'];
  for (const [i, layer] of drawn.entries()) {
    const { shape } = manifest.layers.find(({ name }) => name === layer)!;
    const at = middle(shape);
    await expect(readout(page).locator('.address')).toContainText(titles[i]!);
    expect(Math.abs((await numberIn(page, 'readout', '.value')) - pytorch(layer, at))).toBeLessThan(
      EDGE,
    );
    // Backwards past the first: the last map or value.
    await page.keyboard.press('PageUp');
    const last = { ...at, channel: shape[0]! - 1 };
    await expect
      .poll(async () =>
        Math.abs((await numberIn(page, 'readout', '.value')) - pytorch(layer, last)),
      )
      .toBeLessThan(EDGE);
    await page.keyboard.press('Control+ArrowRight');
  }
  await expect(readout(page).locator('.address')).toContainText('input');
});

test('the lens opens by keyboard on what the network view shows, with the same value', async ({
  page,
}) => {
  await open(page, `#/04?lang=en&p=${SEVEN}`);
  await expect(prediction(page)).toContainText('7');
  await network(page).focus();
  await page.keyboard.press('ArrowRight');
  for (const layer of ['edges_relu', 'parts', 'pool_relu', 'shapes_relu', 'vector']) {
    const shown = await readout(page).locator('.value').textContent();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain(`l=${layer}.`);
    await expect(lensValue(page)).toHaveText(shown!.trim());
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(lensValue(page)).toHaveCount(0);
    await network(page).focus();
    await page.keyboard.press('Control+ArrowRight');
  }
});

test('every layer has addresses, and the code is this network’s', async ({ page }) => {
  await step('every layer has addresses: corners and middles show PyTorch’s numbers', async () => {
    test.slow();
    await open(page, `#/04?lang=en&p=${SEVEN}`);
    await expect(prediction(page)).toContainText('7');
    for (const { name, shape } of manifest.layers) {
      const size = sizeOf(shape);
      for (const at of [0, Math.floor(size / 2), size - 1].map((i) => positionOf(shape, i))) {
        const place = [name, at.channel, at.row, at.column].join('.');
        await page.evaluate((hash) => {
          location.hash = hash;
        }, `/04?lang=en&l=${place}&p=${SEVEN}`);
        await expect
          .poll(async () => Math.abs((await numberIn(page, 'lens-value')) - pytorch(name, at)), {
            message: place,
          })
          .toBeLessThan(EDGE);
      }
    }
  });

  await step(
    'a window that reaches outside the picture is shown whole, and the sum is right',
    async () => {
      await open(page, `#/04?lang=en&p=${SEVEN}&l=edges.2.0.0`);
      await expect(lensValue(page)).toBeVisible();
      const cells = page.getByTestId('lens').getByRole('group', { name: 'window', exact: true });
      await expect(cells.locator('.cell')).toHaveCount(25);
      const at = { channel: 2, row: 0, column: 0 };
      expect(Math.abs((await numberIn(page, 'lens-value')) - pytorch('edges', at))).toBeLessThan(
        EDGE,
      );
    },
  );

  await step(
    'a place that only the deck’s network has opens the nearest one and says so',
    async () => {
      await open(page, `#/04?lang=en&p=${SEVEN}&l=shapes_relu.63.11.11`);
      await expect(page.getByRole('alert')).toBeVisible();
      await expect.poll(() => page.url()).toContain('l=shapes_relu.9.4.4');
    },
  );

  await step('the code is this network’s', async () => {
    await open(page, `#/04?lang=en&p=${SEVEN}&l=parts.0.7.7`);
    const code = page.getByTestId('lens').getByRole('group', { name: 'The code' });
    for (const line of [
      'self.edges = nn.Conv2d(1, 6, kernel_size=5, stride=2, padding=2)',
      'self.dense = nn.Linear(10 * 5 * 5, 10)',
      'self.pool = nn.MaxPool2d(3, stride=2, padding=1)',
      'x = self.relu(self.pool(self.parts(x)))',
    ])
      await expect(code).toContainText(line);
  });
});

test('nothing sticks out, and axe finds nothing', async ({ page }) => {
  await open(page, `#/04?lang=pt-BR&p=${SEVEN}`);
  await expect(prediction(page)).toContainText('7');
  await walk(page, { stops: TWO_STOPS });
});
