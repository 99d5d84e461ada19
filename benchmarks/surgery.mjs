/**
 * Surgery on a kernel: from the key that changes a weight to the percentages painted, with everything on the page drawn.
 *
 * Each sample is the time from a key event's own time stamp to the first frame painted after the percentages in the page
 * changed because of it. Keys are sent one at a time, so that each change has exactly one cause.
 * Measured twice: without vertical sync (what the page itself takes) and with it (frames of 16.7 ms round upwards).
 *
 *   node benchmarks/surgery.mjs [--events 200]
 */
import { draw, figures, launch, open, option, save, serve, SYNCS, timing } from './bench.mjs';

const events = Number(option('events', 200));
/** Shares of the pad: between a 1 and a 7, so that every weight counts in the percentages. */
const ONE_OR_SEVEN = [[0.35, 0.28], [0.52, 0.15], [0.5, 0.85]];
/** Milliseconds from one answered key to the next, and the share of the keys that are pressed so. */
const PACES = { held: [25, 1], 'after a rest': [400, 0.25] };
/** A key whose percentages have not changed after this long changed none of them. */
const PATIENCE_MS = 60;
/** Which field is changed: the weight in the middle of a kernel, and a bias, the last field. */
const FIELDS = [
  ['conv1_relu.5.12.13', 4],
  ['conv2_relu.9.10.11', 4],
  ['conv2_relu.9.10.11', -1],
];

/** Runs in the page: `window.surgery` collects samples in milliseconds. */
function observe() {
  const samples = [];
  let pending = null;
  let answered = null;
  const channel = new MessageChannel();
  // A message posted in an animation frame arrives once that frame's style, layout and paint are done.
  channel.port1.onmessage = () => {
    samples.push(performance.now() - answered);
    answered = null;
  };
  addEventListener('keydown', (event) => (pending = event.timeStamp), { capture: true });
  const changed = new MutationObserver(() => {
    if (pending === null || answered !== null) return;
    answered = pending;
    pending = null;
    requestAnimationFrame(() => channel.port2.postMessage(null));
  });
  for (let digit = 0; digit < 10; digit++)
    changed.observe(document.querySelector(`[data-testid=probability-${digit}]`), {
      characterData: true,
      childList: true,
      subtree: true,
    });
  window.surgery = {
    samples,
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

async function measure(server, args, [lens, field], [paceMs, share]) {
  const browser = await launch(args);
  const page = await open(browser, `${server.address}#/04?l=${lens}`);
  const box = await page.getByTestId('draw-pad').boundingBox();
  await draw(page, [ONE_OR_SEVEN.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height])]);
  await page.getByTestId('edit-kernel').click();
  const cell = page.getByTestId('lens').getByRole('spinbutton').nth(field);
  await cell.focus();
  await page.waitForTimeout(500);
  await page.evaluate(observe);
  let unchanged = 0;
  const half = 8;
  for (let i = 0; i < events * share; i++) {
    // Up and down again, over a range in which the answer moves.
    await page.keyboard.press(i % (2 * half) < half ? 'Shift+ArrowUp' : 'Shift+ArrowDown');
    await page.waitForTimeout(paceMs);
    if (!(await page.evaluate((patience) => window.surgery.settled(patience), PATIENCE_MS))) unchanged++;
  }
  const samples = await page.evaluate(() => window.surgery.samples);
  await browser.close();
  return { ...figures(samples), unchanged };
}

const server = await serve();
const result = {};
for (const [name, args] of SYNCS) {
  result[name] = {};
  for (const place of FIELDS)
    for (const [pace, how] of Object.entries(PACES)) {
      const what = `${place[0]} ${place[1] < 0 ? 'bias' : 'weight'}, ${pace}`;
      result[name][what] = await measure(server, args, place, how);
      const { samples, unchanged } = result[name][what];
      console.log(
        `${name.padEnd(14)} ${what.padEnd(40)} ${timing(result[name][what])} ` +
          `(${samples} samples; ${unchanged} keys changed no shown percentage)`,
      );
    }
}
server.close();
save('surgery', result);
