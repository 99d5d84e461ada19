/** Chapter 03, the hierarchy: a network that tells garments apart, its answer as a tree, its blocks, all of it opened. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { FeatureRecord } from './featureSheets.svelte';
import type { Manifest } from '../../inference/manifest';
import {
  draw,
  expect,
  fetchTest,
  go,
  settled,
  step,
  test,
  walk,
  TWO_STOPS,
} from '../../../e2e/bench';
import { plain, png } from '../../../e2e/pictures';

const folder = fileURLToPath(new URL('../../../../artifacts/lab/', import.meta.url));
const read = (file: string) => JSON.parse(readFileSync(`${folder}${file}`, 'utf8'));
const manifest: Manifest = read('vgg-fashion/manifest.json');
const features: FeatureRecord = read('vgg-fashion/features.json');
const { images }: { images: { label: number; pixels: string }[] } = read('fashion-mnist.json');
const levels = manifest.hierarchy!;
const blocks = manifest.layers.filter(({ op }) => op === 'max_pool2d');

/** How the chapter's other laboratories open. */
const OTHERS = 'study__grey_auto_0_mid_sobelX-3+z1__max_2.2.0.1_right_kernel_mid';

async function openLab(page: Page, state = '', more = 'lang=en') {
  await go(page, `#/03?${more}&k=hierarchy__${OTHERS}${state && `__${state}`}`);
  await expect(page.getByTestId(`leaf-${manifest.labels[0]}`)).toBeVisible({ timeout: 20_000 });
}

const node = (page: Page, key: string) =>
  page.getByTestId(
    levels.at(-1)!.groups.some((leaf) => leaf.key === key) ? `leaf-${key}` : `node-${key}`,
  );

/** Tenths of a percent, as shown. */
const tenthsOf = (text: string) => Math.round(10 * Number(text.replace('%', '').replace(',', '.')));
const tenths = async (page: Page, key: string) =>
  tenthsOf((await node(page, key).locator('.number').textContent())!);

/** Every node's share, read in one go: between two reads an answer may come. */
async function allTenths(page: Page): Promise<Map<string, number>> {
  const texts = await page
    .locator('[data-testid^=node-], [data-testid^=leaf-]')
    .evaluateAll((nodes) =>
      nodes.map((one) => [
        (one as HTMLElement).dataset.testid!.replace(/^\w+-/, ''),
        one.querySelector('.number')!.textContent!,
      ]),
    );
  return new Map(texts.map(([key, text]) => [key!, tenthsOf(text!)]));
}

const lensValue = (page: Page) => page.getByTestId('lens-value');
const number = (text: string | null) =>
  Number(text!.trim().replace('\u2212', '-').replaceAll(',', ''));

/** Every level adds up to its parent, to the last digit shown. */
async function expectSums(page: Page) {
  const shown = await allTenths(page);
  const sum = (keys: string[]) => keys.reduce((total, key) => total + shown.get(key)!, 0);
  expect(sum(levels[0]!.groups.map(({ key }) => key))).toBe(1000);
  levels.slice(0, -1).forEach(({ groups }, depth) => {
    for (const { key, labels } of groups) {
      const children = levels[depth + 1]!.groups.filter((child) =>
        child.labels.every((label) => labels.includes(label)),
      );
      expect(sum(children.map((child) => child.key)), key).toBe(shown.get(key));
    }
  });
}

test('its percentages add up at every level, for every example and for a drawing', async ({
  page,
}) => {
  await openLab(page);
  await expectSums(page);
  for (const index of [0, 7, 14, 22, images.length - 1]) {
    await page.getByTestId(`garment-${index}`).click();
    await expect(page.getByTestId(`garment-${index}`)).toHaveAttribute('aria-pressed', 'true');
    await settled(() => allTenths(page).then((all) => [...all]), 200);
    await expectSums(page);
  }
  await page.getByTestId('clear').click();
  await expect(page.getByTestId('tree-path')).toHaveCount(0);
  await draw(page, [
    [
      [0.2, 0.1],
      [0.2, 0.9],
    ],
    [
      [0.8, 0.1],
      [0.8, 0.9],
    ],
    [
      [0.2, 0.1],
      [0.8, 0.1],
    ],
  ]);
  await expect(page.getByTestId('tree-path')).toBeVisible();
  await expectSums(page);
  await expect.poll(() => page.url()).toMatch(/__s[\w-]+/);
  // The last stroke's answer may come after the first's.
  const path = await settled(() => page.getByTestId('tree-path').textContent(), 300);
  await page.reload();
  await expect(page.getByTestId('tree-path')).toHaveText(path!);
});

test('a picture is looked at as one thing, and what is no picture is refused in words', async ({
  page,
}) => {
  await openLab(page);
  // Two bright bars: the front door would read two digits.
  const bars = png({
    width: 90,
    height: 60,
    channels: 1,
    row: (y) =>
      Uint8Array.from({ length: 90 }, (_, x) =>
        y > 8 && y < 52 && ((x > 12 && x < 22) || (x > 68 && x < 78)) ? 255 : 0,
      ),
  });
  const give = (name: string, buffer: Buffer) =>
    page.getByTestId('picture').setInputFiles({ name, mimeType: 'image/png', buffer });
  await give('bars.png', bars);
  await expect(page.getByTestId('garment-0')).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(() => page.url()).toMatch(/__p[\w-]{1000}/);
  await expectSums(page);
  const before = await page.getByTestId('tree-path').textContent();
  await give('broken.png', plain(8, 8, [1, 2, 3]).subarray(0, 40));
  await expect(page.getByRole('alert')).toContainText('broken.png');
  await expect(page.getByTestId('tree-path')).toHaveText(before!);
});

test('surgery answers at once, is in the address, and leaves the front door’s network alone', async ({
  page,
}) => {
  const COAT = 4;
  const coat = manifest.labels[COAT]!;
  await openLab(page, `g27..${manifest.output}.${COAT}.0.0`);
  expect(await tenths(page, coat)).toBeLessThan(500);
  const bias = page.getByTestId('surgery').locator('input').first();
  await bias.fill('40');
  await bias.press('Enter');
  await expect.poll(() => tenths(page, coat)).toBeGreaterThan(990);
  await expectSums(page);
  await expect(page.getByTestId('operated')).toBeVisible();
  await expect
    .poll(() => decodeURIComponent(page.url()))
    .toContain(`..${manifest.output}.${COAT}.b.40`);
  expect(new URLSearchParams(page.url().split('?')[1]).has('w')).toBe(false);
  await page.getByTestId('surgery-undo').click();
  await expect.poll(() => tenths(page, coat)).toBeLessThan(500);

  // Here too the space bar goes on in the lens.
  await page.locator('main').focus();
  await page.keyboard.press('Space');
  await expect.poll(() => page.url()).toMatch(/fc1_relu\.\d+\.0\.0/);
});

fetchTest(
  'a map opens what it looks for and what excites it, and leads to its value',
  async ({ page, asked }) => {
    await openLab(page);
    asked.splice(0);
    const card = page.getByTestId(`block-${blocks.length - 2}`);
    await card.getByRole('list').getByRole('button').first().click();
    const panel = page.getByTestId('feature');
    await expect(panel.getByRole('img')).toHaveCount(1 + features.levels[0]!.excited[0]!.length);
    expect(asked.filter((url) => url.endsWith('features.png'))).toHaveLength(1);
    const ofMap = /\.\.(\w+)\.(\d+)$/;
    await expect(page).toHaveURL(ofMap);
    const [, layer, channel] = ofMap.exec(page.url())!;
    const level = features.levels.find((candidate) => candidate.layer === layer)!;
    await expect(panel.getByRole('list').getByRole('button')).toHaveCount(level.excited.length);
    const excited = level.excited[Number(channel)]!;
    await expect(panel.locator('figcaption').nth(1)).toContainText(excited[0]!.value.toFixed(3));
    await page.getByTestId('feature-next').click();
    const next = (Number(channel) + 1) % level.excited.length;
    await expect.poll(() => page.url()).toMatch(new RegExp(`${layer}\\.${next}$`));
    const here = number(/(-?\d+\.\d+)/.exec((await panel.locator('.here').textContent())!)![1]!);
    await page.getByTestId('feature-lens').click();
    await expect.poll(async () => number(await lensValue(page).textContent())).toBeCloseTo(here, 2);
    await page.getByTestId('feature-close').click();
    await expect(panel).toHaveCount(0);
    await page.getByTestId('class-4').click();
    await expect(panel).toContainText('Coat');
  },
);

test('a percentage opens in the lens, and so do padding, a link and every layer', async ({
  page,
}) => {
  await step('a link opens the same picture, lens and unit for somebody else', async () => {
    await openLab(page, `g12..${blocks[1]!.name}.5.2.3....n..${blocks[2]!.name}.7`);
    await expect(page.getByTestId('garment-12')).toHaveAttribute('aria-pressed', 'true');
    await expect(lensValue(page)).toBeVisible();
    await expect(page.getByTestId('network')).toBeVisible();
    await expect(page.getByTestId('feature')).toContainText('7');
    expect(page.url()).toContain(`g12..${blocks[1]!.name}.5.2.3....n..${blocks[2]!.name}.7`);
  });

  await step('values in the padding are shown, and the sum is right', async () => {
    const first = manifest.layers[0]!;
    await openLab(page, `g27..${first.name}.3.0.0`);
    const cells = page.getByTestId('lens').getByRole('group', { name: 'window', exact: true });
    await expect(cells.locator('.cell.faded')).toHaveCount(9);
    // All nine cells lie outside: what is left is the bias.
    const bias = await page.getByTestId('surgery').locator('input').first().inputValue();
    expect(Math.abs(number(await lensValue(page).textContent()) - number(bias))).toBeLessThan(6e-4);
  });

  await step(
    'a percentage opens in the lens, and from there every number down to the pixels',
    async () => {
      await openLab(page, 'g27');
      const best = page.locator('button.node.best');
      const shown = await best.locator('.number').textContent();
      await best.click();
      await expect(page.getByTestId('lens')).toBeVisible();
      await expect(lensValue(page)).toHaveText(shown!.trim());
      await expect(page.getByTestId('softmax-table')).toContainText('Ankle boot');
      await expect.poll(() => page.url()).toContain('..softmax.');
      await page.getByTestId('follow-largest').click();
      const visited = new Set<string>();
      for (let step = 0; step < 40; step++) {
        const layer = /\.\.(\w+?)\.\d/.exec(decodeURIComponent(page.url()))?.[1];
        if (layer) visited.add(layer);
        const follow = page.getByTestId('follow-largest');
        if (layer === manifest.input.name || (await follow.count()) === 0) break;
        const before = page.url();
        await follow.click();
        await expect.poll(() => page.url()).not.toBe(before);
      }
      expect(visited).toContain(manifest.input.name);
      for (const { name } of blocks) expect(visited).toContain(name);
    },
  );

  await step('the network view shows every layer, by keyboard, and opens its numbers', async () => {
    await openLab(page, 'g3');
    await page.getByTestId('whole-network').click();
    await page.getByTestId('network').focus();
    await page.keyboard.press('ArrowRight');
    const readout = page.getByTestId('readout');
    await page.keyboard.press('Control+ArrowRight');
    await page.keyboard.press('Control+ArrowRight');
    const value = (await readout.locator('.value').textContent())!.trim();
    await page.keyboard.press('Enter');
    await expect(lensValue(page)).toHaveText(value);
    await expect.poll(() => page.url()).toContain('..n');
    // One level up with each Esc.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('lens')).toHaveCount(0);
  });

  await step('why it answers so, in the words of its own classes', async () => {
    await openLab(page, 'g27', 'lang=pt-BR');
    await page.getByTestId('why-open').click();
    const lens = page.getByTestId('lens');
    for (const name of ['occlusion', 'gradient', 'gradcam'])
      await expect(page.getByTestId(`why-${name}`)).toHaveAttribute('data-done', 'true', {
        timeout: 20_000,
      });
    const leaf = (key: string) => node(page, key).locator('.number').textContent();
    const boot = await leaf('ankle_boot');
    await expect(lens).toContainText(`A rede dá ${boot} a uma bota`);
    await page.getByTestId('why-digit-7').click();
    await expect(lens).toContainText(`A rede dá ${await leaf('sneaker')} a um tênis`);
    // A search ends after some seconds, which busy cores may need for a part of it: asked again, it looks again.
    const found = page.getByTestId('why-counterfactual').getByRole('status');
    await expect(async () => {
      await page.getByTestId('why-target-7').click();
      await expect(found).toContainText(/agora é um tênis com [78]\d,\d%/, { timeout: 8_000 });
    }).toPass({ timeout: 40_000 });
    await expect(lens).not.toContainText(/número|dígito/);
    await page.getByTestId('why-load').click();
    await expect(page.getByTestId('tree-path')).toContainText('Tênis');
  });

  await step('another garment beside it, which the link keeps', async () => {
    await openLab(page, 'g27..compare');
    await page.getByTestId('compare-example-12').click();
    const rows = page.getByTestId('compare-answers').locator('tbody tr');
    const apart = page.getByTestId('compare-apart-logits');
    await expect(apart).toContainText(/[1-9]\d?\.\d% apart/);
    const cells = await rows.nth(9).locator('th, td').allTextContents();
    const shown = await node(page, 'ankle_boot').locator('.number').textContent();
    expect(cells.map((text) => text.trim()).slice(0, 2)).toEqual(['Ankle boot', shown]);
    expect(tenthsOf(cells[1]!) - tenthsOf(cells[2]!)).toBe(
      tenthsOf(cells[3]!.replace(' pp', '').replace('\u2212', '-')),
    );
    const distance = await apart.textContent();
    await expect.poll(() => page.url()).toMatch(/\.\.compare\.{8}[\w-]{1000}/);
    await page.reload();
    await expect(apart).toHaveText(distance!);
  });

  await step('the original’s table stands beside ours, from the manifest', async () => {
    await openLab(page, '', 'lang=pt-BR');
    const table = page.getByTestId('vgg-table');
    await expect(table).toContainText('138.357.544');
    const own = manifest.model.parameters.toLocaleString('pt-BR');
    await expect(table).toContainText(own);
  });
});

test('nothing sticks out, and axe finds nothing', async ({ page }) => {
  test.slow();
  await openLab(page, `..${blocks[0]!.name}.1.2.3....n..${blocks[3]!.name}.7`);
  await expect(page.getByTestId('feature').getByRole('img').first()).toBeVisible();
  await walk(page, { stops: TWO_STOPS });
});
