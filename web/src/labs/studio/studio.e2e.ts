/** Chapter 04's studio: PyTorch trains in a process of its own, the page shows what it writes. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  drawDigit,
  expect,
  open,
  percentages,
  prediction,
  settledPercentages,
  test,
  TWO_STOPS,
  walk,
} from '../../../e2e/bench';
import { runsFolder, TOKEN } from '../../../e2e/runs';

// One run trains at a time.
test.describe.configure({ mode: 'default' });

/** So few of the 54,000 images that an epoch takes seconds, and enough for 98%; on busy cores. */
const ENOUGH = { limit: '16000', batch_size: '64', epochs: '1' };
const TRAINED_MS = 300_000;
/** A process starts, imports PyTorch, reads MNIST. */
const STARTED_MS = 60_000;

/** As the server prints it: the token becomes a cookie. */
const WITH_TOKEN = `?token=${TOKEN}`;
const STUDIO = `${WITH_TOKEN}#/04?lang=en&o=runs`;
const MANY_EPOCHS = '100';

const state = (page: Page) => page.getByTestId('run-state');

/** Lines of a run's live.jsonl, by their kind. */
function told(page: Page, name: string, kind: string): Record<string, number>[] {
  const { port } = new URL(page.url());
  return readFileSync(join(runsFolder(port), name, 'live.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((line) => line.kind === kind);
}

/** Starts a run with these settings beside the usual; its name. */
async function train(page: Page, settings: Record<string, string>): Promise<string> {
  await expect(page.getByTestId('studio-train')).toBeEnabled({ timeout: STARTED_MS });
  for (const [name, text] of Object.entries(settings)) {
    const field = page.getByTestId(`setting-${name}`);
    if (name === 'optimizer') await field.selectOption(text);
    else await field.fill(text);
  }
  const answer = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.status() === 201,
  );
  await page.getByTestId('studio-train').click();
  const { name } = await (await answer).json();
  await expect(page.getByTestId('studio-run')).toContainText(name);
  await expect(state(page)).toHaveText('training');
  return name;
}

const SMALL = { limit: '512', batch_size: '32', epochs: MANY_EPOCHS, learning_rate: '0.002' };

/** Until its first numbers stand in the page. */
const begun = (page: Page) =>
  expect(page.getByTestId('studio-moment')).toContainText('moment', { timeout: STARTED_MS });

test.afterEach(async ({ request }) => {
  const { runs } = await (await request.get('api/training')).json();
  const headers = { Authorization: `Bearer ${TOKEN}` };
  for (const { name } of runs) await request.delete(`api/training/${name}`, { headers });
});

test('a run started here reads 97% of the test images after one epoch, and its curves are its log', async ({
  page,
}) => {
  test.setTimeout(TRAINED_MS + STARTED_MS);
  await open(page, STUDIO);
  const name = await train(page, ENOUGH);
  await begun(page);

  // A reload reconnects, and catches up from the first line.
  await page.reload();
  await expect(page.getByTestId(`run-${name}`)).toHaveAttribute('aria-pressed', 'true', {
    timeout: STARTED_MS,
  });
  await begun(page);

  // One's own drawing is read by the network of the moment; a later moment reads it otherwise.
  await drawDigit(page, 3);
  await expect(page.getByTestId('probability-3')).toHaveText(/%/);
  await page.getByTestId('studio-scrubber').focus();
  await page.keyboard.press('Home');
  await expect(page.getByTestId('studio-moment')).toContainText('before the first step');
  await expect.poll(async () => Math.max(...(await percentages(page)))).toBeLessThan(60);
  await page.getByTestId('studio-newest').click();

  await expect(state(page)).toHaveText('finished', { timeout: TRAINED_MS });
  const [said] = /[\d.]+(?=%)/.exec((await page.getByTestId('run-test').textContent())!)!;
  expect(Number(said)).toBeGreaterThanOrEqual(97);
  const [{ accuracy }] = told(page, name, 'test') as [{ accuracy: number }];
  expect(said).toBe((100 * accuracy).toFixed(2));

  await expect(prediction(page)).toHaveText('3');
  expect((await percentages(page))[3]).toBeGreaterThan(90);

  // Every line of the log stands in the tables of the curves, value by value.
  for (const title of ['The loss as a table', 'Right answers as a table'])
    await page.getByText(title).click();
  const rows = async (table: number) =>
    (await page.locator('.curves table').nth(table).locator('tbody tr').all()).length;
  const steps = told(page, name, 'step');
  const looks = told(page, name, 'look').filter(({ step }, i, all) => all[i + 1]?.step !== step);
  await expect.poll(() => rows(0)).toBe(steps.length);
  await expect.poll(() => rows(1)).toBe(looks.length);
  const texts = async (table: number) =>
    (await page.locator('.curves table').nth(table).locator('tbody tr').allInnerTexts()).map(
      (row) => row.replaceAll(',', '').split(/\s+/),
    );
  expect(await texts(0)).toEqual(
    steps.map(({ step, loss, accuracy }) => [
      String(step),
      loss!.toFixed(3),
      `${(100 * accuracy!).toFixed(1)}%`,
    ]),
  );
  expect(await texts(1)).toEqual(
    looks.map(({ step, accuracy }) => [String(step), `${(100 * accuracy!).toFixed(1)}%`]),
  );

  // What it gets wrong, as pictures; what it takes for what; and the network itself, taken apart.
  const last = told(page, name, 'look').at(-1) as unknown as { mistakes: object[] };
  await expect(page.getByTestId('studio-mistakes').locator('canvas')).toHaveCount(
    last.mistakes.length,
  );
  await expect(page.getByTestId('studio-kernels').locator('canvas')).toHaveCount(32);

  // On the bench it stays, and in a link to it.
  await page.getByTestId('run-take').click();
  await page.getByTestId('studio-close').click();
  await expect(page.getByTestId('other-network')).toContainText(name);
  await expect(prediction(page)).toHaveText('3');
  const own = await settledPercentages(page);
  await page.reload();
  await expect(page.getByTestId('other-network')).toContainText(name);
  await expect.poll(() => percentages(page)).toEqual(own);
  await page.getByTestId('network-shipped').click();
  await expect(page.getByTestId('other-network')).toHaveCount(0);
});

test('paused, gone on with, deleted; settings that can’t be are said', async ({ page }) => {
  test.setTimeout(4 * STARTED_MS);
  await open(page, STUDIO);
  await expect(page.getByTestId('studio-train')).toBeEnabled({ timeout: STARTED_MS });
  await page.getByTestId('setting-learning_rate').fill('7');
  await expect(page.getByRole('alert')).toContainText('Learning rate = 7 is out of range');
  await expect(page.getByTestId('studio-train')).toBeDisabled();
  await page.getByTestId('setting-learning_rate').fill('0,002');
  await expect(page.getByRole('alert')).toHaveCount(0);

  // A preset fills the form.
  await page.getByTestId('preset').selectOption('shuffled-labels');
  await expect(page.getByTestId('setting-label_noise')).toHaveValue('100');
  const name = await train(page, { ...SMALL, label_noise: '0' });
  await begun(page);
  await expect(page.getByTestId('run-progress')).toContainText('images/s');
  await expect(page.getByTestId('studio-train')).toBeDisabled();
  await page.getByTestId('run-pause').click();
  await expect(state(page)).toHaveText('paused', { timeout: STARTED_MS });
  const reached = told(page, name, 'step').at(-1)!.step!;
  await page.getByTestId('run-resume').click();
  await expect(state(page)).toHaveText('training');
  await expect
    .poll(() => told(page, name, 'step').at(-1)!.step!, { timeout: STARTED_MS })
    .toBeGreaterThan(reached);

  await page.getByTestId('run-delete').click();
  await page.getByTestId('run-delete-sure').click();
  await expect(page.getByTestId(`run-${name}`)).toHaveCount(0, { timeout: STARTED_MS });
  await expect(page.getByTestId('studio-train')).toBeEnabled();

  // For a day it comes back, also to a page that has been loaded since.
  await page.reload();
  await page.getByTestId(`restore-${name}`).click({ timeout: STARTED_MS });
  await expect(page.getByTestId('studio-run')).toContainText(name);
  await expect(page.getByTestId(`restore-${name}`)).toHaveCount(0);
  await expect(page.getByTestId('run-resume')).toBeEnabled();
});

test('a killed process is reported, and the run goes on from where it was; a lost server is said', async ({
  context,
}) => {
  test.setTimeout(4 * STARTED_MS);
  // A browser without a network complains about it: that is not a fault here.
  const page = await context.newPage();
  await open(page, STUDIO);
  const name = await train(page, SMALL);
  await begun(page);

  await context.setOffline(true);
  await page.getByTestId('run-pause').click();
  await expect(page.getByText('The server does not answer').first()).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('The server does not answer')).toHaveCount(0, { timeout: 20_000 });

  const { port } = new URL(page.url());
  const pids = execFileSync('pgrep', ['-f', join(runsFolder(port), name)], { encoding: 'utf8' });
  for (const pid of pids.trim().split('\n')) process.kill(Number(pid), 'SIGKILL');
  await expect(state(page)).toHaveText('failed', { timeout: STARTED_MS });
  await expect(page.getByTestId('run-failure')).toContainText('was killed (signal 9)');
  await page.getByTestId('run-resume').click();
  await expect(state(page)).toHaveText('training');
  await expect(page.getByTestId('run-failure')).toHaveCount(0);
});

test('by keyboard; nothing sticks out, axe finds nothing', async ({ page }) => {
  test.setTimeout(3 * STARTED_MS);
  await open(page, `${WITH_TOKEN}#/04?lang=en`);
  await page.getByTestId('studio-open').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('studio')).toBeVisible();
  await expect(page.getByTestId('studio-train')).toBeEnabled({ timeout: STARTED_MS });
  await page.getByTestId('setting-limit').fill('512');
  await page.getByTestId('setting-epochs').fill('1');
  await page.getByTestId('setting-batch_size').focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('setting-batch_size')).toHaveValue('255');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('run-test')).toBeVisible({ timeout: 2 * STARTED_MS });
  for (const details of await page.getByTestId('studio').locator('details').all())
    await details.evaluate((element) => element.setAttribute('open', ''));
  await walk(page, { part: '[data-testid=studio]', stops: TWO_STOPS });
  await page.keyboard.press('Escape');
  await page.locator('#main').press('Escape');
  await expect(page.getByTestId('studio')).toHaveCount(0);
});
