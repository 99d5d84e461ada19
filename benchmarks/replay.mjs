/**
 * The recorded runs: what each downloads, how many moments a second the page shows while its scrubber is dragged, and what
 * one moment takes.
 *
 * The scrubber is moved once a frame, from end to end, with a drawing on the pad. A moment counts as shown once the page has
 * drawn what that moment's network reads. `work` is the time from a frame's beginning until its script, style, layout and
 * paint are done.
 *
 *   make bench-replay [ARGS="--seconds 10"]
 */
import { figures, launch, open, option, save, serve, SYNCS, timing } from './bench.mjs';

const seconds = Number(option('seconds', 10));

/** Runs in the page: drags the scrubber for a while; collects frames, and the moments whose percentages were shown. */
async function scrub(lengthMs) {
  const range = document.querySelector('[data-testid=studio-scrubber]');
  const [work, between] = [[], []];
  const { port1, port2 } = new MessageChannel();
  let [began, last, shown, frames] = [0, 0, 0, 0];
  port1.onmessage = () => work.push(performance.now() - began);
  const texts = () =>
    Array.from(
      { length: 10 },
      (_, digit) => document.querySelector(`[data-testid=probability-${digit}]`)?.textContent,
    ).join();
  let before = texts();
  const [least, most] = [Number(range.min), Number(range.max)];
  const start = performance.now();
  let [at, by] = [most, -1];
  await new Promise((resolve) => {
    const frame = (now) => {
      if (last > 0) between.push(now - last);
      last = now;
      began = performance.now();
      const text = texts();
      if (text !== before) shown++;
      before = text;
      frames++;
      if (at + by > most || at + by < least) by = -by;
      at += by;
      range.value = String(at);
      range.dispatchEvent(new Event('input', { bubbles: true }));
      port2.postMessage(null);
      if (began - start < lengthMs) requestAnimationFrame(frame);
      else resolve();
    };
    requestAnimationFrame(frame);
  });
  const taken = (performance.now() - start) / 1000;
  return { work, between, frames_a_second: frames / taken, readings_a_second: shown / taken };
}

const server = await serve();
const result = {};
try {
  const folder = new URL('model/lab/studio/', server.address);
  const record = await (await fetch(new URL('studio.json', folder))).json();
  /** Bytes over the wire, compressed as the server does it. */
  const bytes = async (path) => {
    const answer = await fetch(new URL(path, folder), {
      method: 'HEAD',
      headers: { 'accept-encoding': 'br' },
    });
    return Number(answer.headers.get('content-length'));
  };
  const shared =
    (await bytes(record.start.path)) +
    (await bytes(record.held_out.path)) +
    (await bytes('studio.json'));
  result.bytes = {};
  for (const { key, lines, weights } of record.presets) {
    const own = (await bytes(lines.path)) + (await bytes(weights.path));
    result.bytes[key] = { own, with_shared: own + shared };
    console.log(
      `${key.padEnd(16)} ${own.toLocaleString('en')} bytes, ${(own + shared).toLocaleString('en')} with what all begin with`,
    );
  }
  for (const [name, args] of SYNCS) {
    const browser = await launch(args);
    const page = await open(browser, `${server.address}#/04?lang=en`);
    await page.getByTestId('example-3').click();
    await page.getByTestId('studio-open').click();
    result[name] = {};
    for (const { key } of record.presets) {
      await page.getByTestId(`run-${key}`).click();
      await page.getByTestId('studio-moment').filter({ hasText: 'moment' }).waitFor();
      await page.waitForTimeout(1500); // fetched and compiled by then
      const { work, between, ...rates } = await page.evaluate(scrub, 1000 * seconds);
      result[name][key] = { ...rates, work: figures(work), between: figures(between) };
      console.log(
        `${name} ${key.padEnd(16)} ${rates.frames_a_second.toFixed(1)} frames a second, ` +
          `${rates.readings_a_second.toFixed(1)} readings a second; work ${timing(figures(work))}`,
      );
    }
    await browser.close();
  }
} finally {
  server.close();
}
save('replay', result);
