/**
 * The GAN laboratory: from a key that changes a number of noise to the generator's picture painted, and a whole
 * interpolation played, counted in pictures a second.
 *
 * A sample is the time from the key's own time stamp to the first frame painted after the picture was drawn anew. Keys are
 * sent one at a time. Both with the maps of the way through the generator out of sight and in sight.
 *
 *   make bench-gan [ARGS="--keys 200"]
 */
import { figures, launch, option, save, serve, SYNCS, timing } from './bench.mjs';

const keys = Number(option('keys', 200));
/** Milliseconds from one answered key to the next. */
const PACE_MS = 12;
const PATIENCE_MS = 2000;
/** The window's height decides whether the maps are in sight. */
const VIEWS = { 'picture alone': 700, 'with all maps': 2400 };

/** Runs in the page: `window.gan` collects samples in milliseconds, and the moments at which the picture was drawn. */
function observe() {
  const samples = [];
  const drawn = [];
  let pending = null;
  let answered = null;
  const channel = new MessageChannel();
  // A message posted in an animation frame arrives once that frame's style, layout and paint are done.
  channel.port1.onmessage = () => {
    samples.push(performance.now() - answered);
    answered = null;
  };
  addEventListener('keydown', (event) => (pending = event.timeStamp), { capture: true });
  const prototype = CanvasRenderingContext2D.prototype;
  const native = prototype.putImageData;
  prototype.putImageData = function (...given) {
    native.apply(this, given);
    if (!this.canvas.closest('[data-testid=made]')) return;
    drawn.push(performance.now());
    if (pending === null || answered !== null) return;
    answered = pending;
    pending = null;
    requestAnimationFrame(() => channel.port2.postMessage(null));
  };
  window.gan = {
    samples,
    drawn,
    async settled(patienceMs) {
      const start = performance.now();
      while ((pending !== null || answered !== null) && performance.now() - start < patienceMs)
        await new Promise((resolve) => setTimeout(resolve, 1));
    },
  };
}

async function openLab(browser, address, height, state) {
  const page = await browser.newPage({ viewport: { width: 1440, height } });
  page.on('pageerror', (error) => console.error(`exception in the page: ${error.message}`));
  await page.goto(`${address}#/01?r=gans&v=${encodeURIComponent(state)}`);
  await page.getByTestId('noise-0').waitFor();
  await page.getByTestId('made').scrollIntoViewIfNeeded();
  await page.waitForTimeout(1000); // compiled by then
  await page.evaluate(observe);
  return page;
}

async function nudge(browser, address, height) {
  const page = await openLab(browser, address, height, 'noise.3-s1');
  await page.getByTestId('noise-0').focus();
  for (let i = 0; i < keys; i++) {
    // To another number now and then: no number reaches its limit.
    await page.keyboard.press(i % 20 < 10 ? 'ArrowUp' : 'ArrowDown');
    await page.evaluate((patience) => window.gan.settled(patience), PATIENCE_MS);
    await page.waitForTimeout(PACE_MS);
  }
  const samples = await page.evaluate(() => window.gan.samples);
  await page.close();
  return figures(samples);
}

async function play(browser, address, height) {
  const page = await openLab(browser, address, height, 'noise.3-s1*8-s2*0');
  await page.evaluate(() => window.gan.drawn.splice(0));
  await page.getByTestId('journey-play').click();
  await page.waitForFunction(
    () => document.querySelector('[data-testid=journey-share]').value === '1',
    null,
    { timeout: 20_000 },
  );
  await page.waitForTimeout(300);
  const drawn = await page.evaluate(() => window.gan.drawn);
  await page.close();
  const gaps = drawn.slice(1).map((time, i) => time - drawn[i]);
  return {
    frames_per_second: (1000 * gaps.length) / (drawn.at(-1) - drawn[0]),
    ...figures(gaps),
  };
}

const server = await serve();
const result = {};
for (const [name, args] of SYNCS) {
  const browser = await launch(args);
  result[name] = { nudge: {}, interpolation: {} };
  for (const [what, height] of Object.entries(VIEWS)) {
    const nudged = (result[name].nudge[what] = await nudge(browser, server.address, height));
    console.log(`${name.padEnd(14)} ${what.padEnd(16)} noise to picture: ${timing(nudged)}`);
    const played = (result[name].interpolation[what] = await play(browser, server.address, height));
    console.log(
      `${''.padEnd(14)} ${what.padEnd(16)} interpolation: ${played.frames_per_second.toFixed(1)} pictures/s, from one to the next ${timing(played)}`,
    );
  }
  await browser.close();
}
server.close();
save('gan', result);
