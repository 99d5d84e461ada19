/** Chapter 01: the path that one walks, and what runs at its stations, in a real Chromium. */
import type { Page } from '@playwright/test';
import { withDevices } from '../../../e2e/browser';
import {
  drawDigit,
  expect,
  expectNothingSticksOut,
  fetchTest,
  go,
  prediction,
  step,
  test,
  TWO_STOPS,
  walk,
} from '../../../e2e/bench';

test.use(withDevices);

const STATIONS = [
  'deep-learning',
  'neural-networks',
  'voice',
  'game',
  'vision',
  'generative',
  'gans',
  'cnns',
] as const;
const EXAMPLES: Partial<Record<(typeof STATIONS)[number], string>> = {
  'deep-learning': 'depth-example',
  'neural-networks': 'neuron-example',
  voice: 'voice-example',
  game: 'game-example',
  vision: 'vision-example',
  generative: 'patchwork-example',
};

const station = (page: Page, id: string) => page.getByTestId(`station-${id}`);

async function openPath(page: Page, state = '', more = 'lang=en') {
  await go(page, `#/01?${more}${state && `&r=${state}`}`);
  await expect(page.getByTestId('path-station')).toBeVisible();
}

const standsAt = (page: Page, id: string) =>
  expect(station(page, id)).toHaveAttribute('aria-current', 'step');

/** The number that ends an element's text. */
const lastNumber = (text: string | null) =>
  Number(/−?[\d.]+$/.exec(text!.trim())![0].replace('−', '-'));

test('the way is walked by keys, buttons and links', async ({ page }) => {
  await step('arrow keys walk the deck’s way on the map, and the focus goes along', async () => {
    await openPath(page);
    await station(page, 'deep-learning').focus();
    for (const id of STATIONS.slice(1)) {
      await page.keyboard.press('ArrowRight');
      await standsAt(page, id);
      await expect(station(page, id)).toBeFocused();
    }
    await page.keyboard.press('ArrowDown');
    await standsAt(page, 'cnns');
    await page.keyboard.press('ArrowUp');
    await standsAt(page, 'gans');
    await expect(page).toHaveURL(/r=gans$/);
  });

  await step('buttons walk, stations are links, and the last one leads on', async () => {
    await openPath(page);
    await expect(page.getByTestId('path-back')).toBeDisabled();
    await page.getByTestId('path-next').click();
    await standsAt(page, 'neural-networks');
    await station(page, 'game').click();
    await standsAt(page, 'game');
    await page.goBack();
    await standsAt(page, 'neural-networks');
    await expect(station(page, 'game')).toBeFocused();
    await page.goBack();
    await standsAt(page, 'deep-learning');
    await station(page, 'cnns').click();
    await expect(page.getByRole('heading', { level: 2 })).toHaveText('CNNs');
    await expect(page.getByTestId('path-next')).toBeDisabled();
    await page.getByTestId('path-chapter').click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('What is a CNN?');
    await page.goBack();
    await standsAt(page, 'cnns');
  });

  await step(
    'the address brings a station back; one that does not exist opens the nearest and says so',
    async () => {
      await openPath(page, 'gan', 'lang=pt-BR');
      await standsAt(page, 'gans');
      const unknown = page.getByTestId('path-unknown');
      await expect(unknown).toContainText('“gan”');
      await page.getByTestId('path-back').click();
      await expect(unknown).toHaveCount(0);
      await expect(page.getByRole('heading', { level: 2 })).toHaveText('Redes generativas');
      await openPath(page, 'panda');
      await standsAt(page, 'deep-learning');
      await expect(unknown).toContainText('“panda”');
    },
  );

  await step('arrow keys walk wherever nothing else takes them', async () => {
    await openPath(page);
    await page.keyboard.press('ArrowRight');
    await standsAt(page, 'neural-networks');
    await page.getByTestId('knob-bias').focus();
    await page.keyboard.press('ArrowRight');
    await standsAt(page, 'neural-networks');
    await expect(page).toHaveURL(/neural-networks___and\./);
  });
});

fetchTest('a station’s example is fetched when it is visited', async ({ page, asked }) => {
  await openPath(page, 'cnns');
  expect(asked.filter((url) => /GameExample|\.wasm/.test(url))).toEqual([]);
  await station(page, 'game').click();
  await expect(page.getByTestId('game-example')).toBeVisible();
  expect(asked.filter((url) => /GameExample/.test(url)).length).toBeGreaterThan(0);
});

test.describe('beating a game', () => {
  test('learns: the corrections add up, and in the end the way is the shortest', async ({
    page,
  }) => {
    await openPath(page, 'game');
    await expect(page.getByTestId('last-move')).toContainText('None yet');
    await page.getByTestId('game-many').click();
    const last = page.getByTestId('last-move');
    const [target, surprise, after] = await last.locator('dd').allTextContents();
    const numbers = (text: string) =>
      [...text.replaceAll('−', '-').matchAll(/-?\d+\.\d+/g)].map(([number]) => Number(number));
    const [minuend, subtrahend] = numbers(surprise!.replace(' - ', ' '));
    expect(minuend).toBeCloseTo(lastNumber(target!), 9);
    expect(minuend! - Math.abs(subtrahend!)).toBeCloseTo(lastNumber(surprise!), 9);
    const [before, change] = numbers(after!.split('=')[1]!);
    expect(before! + change!).toBeCloseTo(lastNumber(after!), 9);
    for (let i = 0; i < 3; i++) await page.getByTestId('game-many').click();
    await expect(page.getByTestId('game-stats')).toContainText(
      '8 moves away; the shortest way takes 8',
    );
  });

  test('the address plays the same moves again', async ({ page }) => {
    await openPath(page, 'game');
    await page.getByTestId('game-many').click();
    await expect(page).toHaveURL(/r=game_\d+$/);
    const stats = await page.getByTestId('game-stats').textContent();
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await expect(page.getByTestId('game-stats')).toHaveText(stats!);
    await page.getByTestId('game-forget').click();
    await expect(page.getByTestId('last-move')).toContainText('None yet');
    await expect(page).toHaveURL(/r=game$/);
  });

  test('is played, paused, and looked into by keyboard', async ({ page }) => {
    await openPath(page, 'game');
    await page.getByTestId('game-play').click();
    await expect(page.getByTestId('game-stats')).toContainText(/[2-9] moves/);
    await page.getByTestId('game-play').click();
    const stats = await page.getByTestId('game-stats').textContent();
    await page.getByTestId('board').focus();
    await page.keyboard.press('ArrowRight');
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowLeft');
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowUp');
    await expect(page.getByText('Values of the cell: row 1, column 1')).toBeVisible();
    await expect(page.getByTestId('game-stats')).toHaveText(stats!);
  });
});

test.describe('voice', () => {
  test('a vowel is an image, a kernel slides over it, and the address keeps both', async ({
    page,
  }) => {
    await openPath(page, 'voice');
    await page.getByTestId('vowel-i').click();
    await page.getByTestId('voice-kernel').click();
    await expect(page).toHaveURL(/r=voice__i-120-k$/);
    const map = page.getByTestId('spectrogram').getByRole('application');
    await map.focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByTestId('voice-reading')).toContainText('Hz');
  });

  test('the microphone is asked for on a click, and let go', async ({ page }) => {
    await openPath(page, 'voice');
    await page.getByTestId('microphone').click();
    await expect(page.getByText('nothing is kept or sent')).toBeVisible();
    await page.getByTestId('microphone').click();
    await expect(page.getByTestId('microphone')).toHaveAttribute('aria-pressed', 'false');
    await page.getByTestId('vowel-a').click();
    await expect(page.getByText('nothing is kept or sent')).toHaveCount(0);
  });

  test('works without a microphone', async ({ page }) => {
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('denied', 'NotAllowedError'));
    });
    await openPath(page, 'voice');
    await page.getByTestId('microphone').click();
    await expect(page.getByTestId('microphone-refused')).toBeVisible();
    await page.getByTestId('vowel-u').click();
    await expect(page.getByTestId('microphone-refused')).toHaveCount(0);
  });
});

test('examples that are small: neuron, folds, patchwork, vision', async ({ page }) => {
  await step(
    'a neuron gets three of four corners of “exclusive or”; with two before it, all',
    async () => {
      await openPath(page, 'neural-networks___xor.10.10.-5.10.0');
      const right = page.getByTestId('neuron-right');
      await expect(right).toContainText('3 of the 4');
      await expect(page.getByTestId('neuron-sums')).toContainText(
        'z = 1.00 × 1.00 + 1.00 × 0.00 + (−0.50)',
      );
      await page.getByTestId('neuron-layer').click();
      await expect(right).toContainText('4 of the 4');
      await page.getByTestId('neuron-plane').focus();
      await page.keyboard.press('ArrowLeft');
      await expect(page).toHaveURL(/xor\.10\.10\.-5\.9\.0-l$/);
    },
  );

  await step('layers fold: pieces double', async () => {
    await openPath(page);
    await expect(page.getByTestId('depth-pieces')).toHaveText('8');
    await page.getByTestId('depth-layers').focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByTestId('depth-pieces')).toHaveText('16');
    await expect(page.getByTestId('depth-values')).toContainText('0.30');
  });

  await step('pieces of examples make copies, or noise', async () => {
    await openPath(page, 'generative');
    await expect(page.getByTestId('patchworks').locator('canvas')).toHaveCount(8);
    await page.getByTestId('piece-28').click();
    await expect(page.getByTestId('patchwork-says')).toContainText('copy');
    await page.getByTestId('patchwork-again').click();
    await expect(page).toHaveURL(/r=generative_____28-2$/);
  });

  await step('the visitor’s drawing is read by the CNN', async () => {
    await openPath(page, 'vision');
    await drawDigit(page, 7);
    await expect(prediction(page)).toContainText('7', { timeout: 15_000 });
  });
});

test('axe finds nothing at any station, and nothing sticks out', async ({ page }) => {
  test.slow();
  await openPath(page);
  for (const id of STATIONS)
    await step(id, async () => {
      await openPath(page, id);
      await standsAt(page, id);
      const example = EXAMPLES[id];
      if (example) await expect(page.getByTestId(example)).toBeVisible();
      await walk(page, { stops: TWO_STOPS });
    });
});

test.describe('a narrow screen', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('has the map upright, shows what was touched, and nothing sticks out', async ({ page }) => {
    await openPath(page);
    const boxes = await Promise.all(STATIONS.map((id) => station(page, id).boundingBox()));
    for (const [i, box] of boxes.slice(1).entries())
      expect(box!.y).toBeGreaterThan(boxes[i]!.y + boxes[i]!.height);
    for (const id of STATIONS) {
      await station(page, id).tap();
      await standsAt(page, id);
      const example = EXAMPLES[id];
      if (example) await expect(page.getByTestId(example)).toBeVisible();
      await expect(page.getByRole('heading', { level: 2 }).first()).toBeInViewport();
      await expectNothingSticksOut(page);
    }
  });
});

test('without motion the panda stands at the station at once', async ({ page }) => {
  await openPath(page);
  await station(page, 'gans').click();
  const box = (await station(page, 'gans').boundingBox())!;
  const panda = (await page.getByTestId('path-map').locator('.panda svg').boundingBox())!;
  expect(panda.x).toBeGreaterThan(box.x);
  expect(panda.x + panda.width).toBeLessThan(box.x + box.width);
  expect(panda.y).toBeGreaterThan(box.y);
});
