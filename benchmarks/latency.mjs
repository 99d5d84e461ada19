/**
 * From a pointer event to the percentages painted, with everything on the page drawn.
 *
 * Each sample is the time from a pointer event's own time stamp to the first frame painted after the percentages in the
 * page changed because of it. Moves are sent one at a time, so that each change has exactly one cause.
 * Measured twice: without vertical sync (what the page itself takes) and with it (frames of 16.7 ms round upwards).
 *
 *   make bench-latency [ARGS="--events 400"]
 */
import { figures, launch, open, option, save, serve, SYNCS, timing } from './bench.mjs';

const events = Number(option('events', 400));
/** Milliseconds from one answered move to the next. */
const PACE_MS = 12;

/** A move whose percentages have not changed after this long changed none of them. */
const PATIENCE_MS = 300;

/** Runs in the page: `window.latency` collects samples in milliseconds. */
function observe() {
  const samples = [];
  let pending = null;
  const channel = new MessageChannel();
  let answered = null;
  // A message posted in an animation frame arrives once that frame's style, layout and paint are done.
  channel.port1.onmessage = () => {
    samples.push(performance.now() - answered);
    answered = null;
  };
  for (const type of ['pointermove', 'pointerrawupdate']) {
    addEventListener(
      type,
      (event) => {
        if (event.buttons && pending === null && answered === null) pending = event.timeStamp;
      },
      { capture: true, passive: true },
    );
  }
  const changed = new MutationObserver(() => {
    if (pending === null || answered !== null) return;
    answered = pending;
    pending = null;
    requestAnimationFrame(() => channel.port2.postMessage(null));
  });
  for (let digit = 0; digit < 10; digit++) {
    changed.observe(document.querySelector(`[data-testid=probability-${digit}]`), {
      characterData: true,
      childList: true,
      subtree: true,
    });
  }
  window.latency = {
    samples,
    /** Resolves to true once the last move is answered and painted, to false after `patienceMs`. */
    async settled(patienceMs) {
      const start = performance.now();
      while (pending !== null || answered !== null) {
        if (performance.now() - start > patienceMs) {
          pending = null;
          return false;
        }
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      return true;
    },
  };
}

/** A slow spiral: the ink, and with it the percentages, change at every move. */
function spiral(box, i, total) {
  const turn = (6 * Math.PI * i) / total;
  const radius = (0.08 + (0.34 * i) / total) * Math.min(box.width, box.height);
  return [
    box.x + box.width / 2 + radius * Math.cos(turn),
    box.y + box.height / 2 + radius * Math.sin(turn),
  ];
}

async function measure(server, args) {
  const browser = await launch(args);
  const page = await open(browser, server.address);
  const pad = page.getByTestId('draw-pad');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  await page.evaluate(observe);
  let unchanged = 0;
  const perStroke = 50;
  for (let i = 0; i < events; i++) {
    if (i % perStroke === 0) {
      await page.mouse.up();
      // Nothing to clear before the first stroke: the button is then disabled.
      if (i > 0) await page.getByTestId('clear').click();
      await page.mouse.move(...spiral(box, 0, perStroke));
      await page.mouse.down();
      await page.waitForTimeout(100);
      await page.evaluate((patience) => window.latency.settled(patience), PATIENCE_MS);
    }
    await page.mouse.move(...spiral(box, (i % perStroke) + 1, perStroke));
    await page.waitForTimeout(PACE_MS);
    if (!(await page.evaluate((patience) => window.latency.settled(patience), PATIENCE_MS))) unchanged++;
  }
  const samples = await page.evaluate(() => window.latency.samples);
  await browser.close();
  return { ...figures(samples), unchanged };
}

const server = await serve();
const result = {};
for (const [name, args] of SYNCS) {
  result[name] = await measure(server, args);
  const { samples, unchanged } = result[name];
  console.log(
    `${name.padEnd(14)} ${timing(result[name])} (${samples} samples; ${unchanged} moves changed no shown percentage)`,
  );
}
server.close();
save('latency', result);
