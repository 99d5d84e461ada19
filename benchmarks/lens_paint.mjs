/**
 * Opening a lens, and moving one step in it: from the input event's own time stamp to the frame painted with it.
 *
 * Every layer's lens is opened by its address's view in turn and stepped through with the keyboard, on a drawn digit.
 * Measured twice: without vertical sync (what the page itself takes) and with it (frames of 16.7 ms round upwards).
 *
 *   make bench-lens [ARGS="--steps 100"]
 */
import { draw, figures, launch, open, option, save, serve, SYNCS, timing } from './bench.mjs';

const steps = Number(option('steps', 100));
/** Shares of the pad: a 3. */
const THREE = [[0.25, 0.2], [0.5, 0.12], [0.72, 0.25], [0.62, 0.42], [0.45, 0.48], [0.68, 0.56], [0.72, 0.75], [0.5, 0.88], [0.25, 0.8]];
/** Milliseconds from one painted answer to the next input. */
const PACE_MS = 25;

/** Runs in the page: `window.paints` collects [milliseconds, whether what is open had changed by then]. */
function observe() {
  const paints = [];
  const here = () => document.querySelector('[data-testid=lens] [aria-current=true]')?.textContent ?? '';
  const channel = new MessageChannel();
  let start = 0;
  let before = '';
  // A message posted in an animation frame arrives once that frame's style, layout and paint are done.
  channel.port1.onmessage = () => paints.push([performance.now() - start, here() !== before]);
  for (const type of ['keydown', 'click']) {
    addEventListener(
      type,
      (event) => {
        start = event.timeStamp;
        before = here();
        requestAnimationFrame(() => channel.port2.postMessage(null));
      },
      { capture: true },
    );
  }
  window.paints = paints;
}

const take = (page) => page.evaluate(() => window.paints.splice(0));

async function measure(server, args) {
  const browser = await launch(args);
  const page = await open(browser, server.address);
  const pad = page.getByTestId('draw-pad');
  const box = await pad.boundingBox();
  await draw(page, [THREE.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height])]);
  await page.waitForFunction(() => /\d/.test(document.querySelector('[data-testid=prediction]').textContent));
  await page.evaluate(observe);
  const network = page.getByTestId('network');
  const opened = {};
  const moved = {};
  // The keyboard walks through the layers as they are drawn; Enter opens the lens on the value it stands on.
  await network.press('ArrowRight');
  const layers = (await page.evaluate(async () => (await fetch('model/manifest.json')).json())).layers;
  const drawn = layers.filter(({ name }) => !layers.some(({ op, input }) => op === 'relu' && input === name));
  for (const { name } of drawn) {
    for (let i = 0; i < steps; i++) {
      await network.press('PageDown');
      await page.waitForTimeout(PACE_MS);
      await take(page);
      await network.press('Enter');
      await page.waitForTimeout(PACE_MS);
      (opened[name] ??= []).push(...(await take(page)).filter(([, isNew]) => isNew).map(([ms]) => ms));
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    }
    await network.press('Enter');
    await page.getByTestId('copy-code').waitFor(); // the last of the lens to come
    const slider = page.getByTestId('slide-position');
    if (await slider.count()) {
      await slider.focus();
      await take(page);
      for (let i = 0; i < steps; i++) {
        await page.keyboard.press('ArrowRight');
        await page.waitForTimeout(PACE_MS);
      }
      moved[name] = (await take(page)).filter(([, isNew]) => isNew).map(([ms]) => ms);
    }
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await network.press('Control+ArrowRight');
  }
  await browser.close();
  return {
    opened: figures(Object.values(opened).flat()),
    ...Object.fromEntries(Object.entries(opened).map(([name, samples]) => [`opened ${name}`, figures(samples)])),
    ...Object.fromEntries(Object.entries(moved).map(([name, samples]) => [`moved ${name}`, figures(samples)])),
  };
}

const server = await serve();
const result = {};
for (const [name, args] of SYNCS) {
  result[name] = await measure(server, args);
  for (const [what, measured] of Object.entries(result[name]))
    console.log(`${name.padEnd(14)} ${what.padEnd(18)} ${timing(measured)} (${measured.samples})`);
}
server.close();
save('lens_paint', result);
