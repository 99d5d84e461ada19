/**
 * What each chapter costs, on top of the first visit, when it is opened and read to its end: bytes of its script and
 * style, and of the models and measurements that it alone needs.
 *
 *   make bench-chapters
 */
import { launch, open, save, serve } from './bench.mjs';

const CHAPTERS = [
  ['01', '#/01'],
  ['02', '#/02'],
  ['03', '#/03'],
  ['04, How good is it?', '#/04?q=all'],
];
const IDLE_MS = 1500; // without a request, all is there

const server = await serve();
const browser = await launch();
const costs = {};
for (const [name, hash] of CHAPTERS) {
  // Without the service worker, which would fetch every chapter's script for offline use.
  const page = await open(browser, server.address, { serviceWorkers: 'block' });
  const cost = { script: 0, data: 0 };
  let last = Date.now();
  page.context().on('response', async (response) => {
    last = Date.now();
    const bytes = Number((await response.headerValue('content-length')) ?? 0);
    cost[new URL(response.url()).pathname.startsWith('/model/') ? 'data' : 'script'] += bytes;
  });
  await page.goto(server.address + hash);
  await page.mouse.move(720, 500);
  // Laboratories are fetched when they come near the window.
  while (Date.now() - last < IDLE_MS) {
    await page.mouse.wheel(0, 700);
    await page.waitForTimeout(150);
  }
  costs[name] = cost;
  await page.context().close();
  const kilobytes = (bytes) => `${(bytes / 1e3).toFixed(0).padStart(6)} kB`;
  console.log(`chapter ${name.padEnd(22)} script and style ${kilobytes(cost.script)}   data ${kilobytes(cost.data)}`);
}
await browser.close();
server.close();
save('chapters', costs);
