/**
 * What a first visit costs: bytes over the wire, time until the page can predict, time until the first prediction.
 *
 *   make bench-first-visit [ARGS="--runs 5"]
 */
import { relay } from '../web/e2e/wire.js';
import { draw, launch, option, quantile, save, serve } from './bench.mjs';

const runs = Number(option('runs', 5));
const server = await serve();
const visits = [];
for (let run = 0; run < runs; run++) {
  const wire = await relay(server.port);
  // A fresh browser each time: its caches are empty.
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  const start = performance.now();
  await page.goto(wire.address, { waitUntil: 'commit' });
  await page.waitForSelector('html[data-ready="true"]', { state: 'attached', timeout: 30_000 });
  const readyMs = performance.now() - start;
  const readyBytes = wire.received();
  const box = await page.getByTestId('draw-pad').boundingBox();
  const x = box.x + box.width / 2;
  await draw(page, [[[x, box.y + box.height * 0.2], [x, box.y + box.height * 0.8]]]);
  await page.waitForFunction(() => /\d/.test(document.querySelector('[data-testid=prediction]').textContent));
  const predictionMs = performance.now() - start;
  await page.evaluate(() => navigator.serviceWorker.ready);
  const totalBytes = wire.received();
  visits.push({ readyMs, predictionMs, readyBytes, totalBytes });
  await browser.close();
  wire.close();
}
server.close();

const median = (key) => quantile(visits.map((visit) => visit[key]), 0.5);
console.log(`ready to predict     ${median('readyMs').toFixed(0)} ms, ${(median('readyBytes') / 1e6).toFixed(2)} MB`);
console.log(`first prediction     ${median('predictionMs').toFixed(0)} ms`);
console.log(`with what offline use needs: ${(median('totalBytes') / 1e6).toFixed(2)} MB  (medians of ${runs} visits)`);
save('first_visit', {
  medians: Object.fromEntries(Object.keys(visits[0]).map((key) => [key, median(key)])),
  visits,
});
