/**
 * The studio while a run trains: what a frame of the page takes, and whether frames are missed.
 *
 * The page follows the run live, with a drawing read by the network of each moment. `work` is the time from a frame's
 * beginning until its script, style, layout and paint are done; `between` the time from one frame to the next, which with
 * vertical sync is 16.7 ms or more; `task` what the page's main thread does in one go, told by how late a message to itself
 * is. All three also before anything trains, for comparison.
 *
 *   make bench-studio [ARGS="--seconds 30"]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figures, launch, open, option, save, serve, SYNCS, timing } from './bench.mjs';

const seconds = Number(option('seconds', 30));

/** Runs in the page: measures what its frames take for a while. */
async function frames(lengthMs) {
  const [work, between, task] = [[], [], []];
  const { port1, port2 } = new MessageChannel();
  const self = new MessageChannel();
  const end = performance.now() + lengthMs;
  let began = 0;
  let last = 0;
  // Posted in an animation frame, a message arrives once that frame's style, layout and paint are done.
  port1.onmessage = () => work.push(performance.now() - began);
  let sent = performance.now();
  self.port1.onmessage = () => {
    task.push(performance.now() - sent);
    if (performance.now() > end) return;
    setTimeout(() => {
      sent = performance.now();
      self.port2.postMessage(null);
    }, 4);
  };
  self.port2.postMessage(null);
  await new Promise((resolve) => {
    const frame = (now) => {
      if (last > 0) between.push(now - last);
      last = now;
      began = performance.now();
      port2.postMessage(null);
      if (began < end) requestAnimationFrame(frame);
      else resolve();
    };
    requestAnimationFrame(frame);
  });
  return { work, between, task };
}

async function measure(page, what) {
  const samples = await page.evaluate(frames, 1000 * seconds);
  const result = Object.fromEntries(
    Object.entries(samples).map(([name, values]) => [name, figures(values)]),
  );
  for (const [name, found] of Object.entries(result))
    console.log(`${what.padEnd(16)} ${name.padEnd(8)} ${timing(found)}`);
  return result;
}

const runs = mkdtempSync(join(tmpdir(), 'esmiuca-studio-'));
const server = await serve(['--runs', runs, '--token', 'none']);
const result = {};
try {
  for (const [name, args] of SYNCS) {
    console.log(name);
    const browser = await launch(args);
    const page = await open(browser, `${server.address}#/04?lang=en`);
    await page.getByTestId('example-3').click();
    await page.getByTestId('studio-open').click();
    await page.waitForTimeout(1000);
    const quiet = await measure(page, 'nothing trains');
    await page.getByTestId('setting-epochs').fill('20');
    await page.getByTestId('studio-train').click();
    // Its first numbers are there, and PyTorch is at work.
    await page.getByTestId('run-progress').filter({ hasText: 'images/s' }).waitFor({ timeout: 120_000 });
    const training = await measure(page, 'training');
    result[name] = { quiet, training };
    await page.getByTestId('run-pause').click();
    await page.getByTestId('run-resume').waitFor({ timeout: 60_000 });
    await browser.close();
  }
} finally {
  server.close();
  rmSync(runs, { recursive: true, force: true });
}
save('studio', result);
