/**
 * What each chapter costs, on top of the first visit, when it is opened and read to its end: bytes of its script and
 * style, and of the models and measurements that only it needs. The engine, which a chapter's own worker requests again,
 * comes from the browser's cache and is not counted.
 *
 *   make bench-chapters
 */
import { launch, open, save, serve } from './bench.mjs';

const CHAPTERS = [
  ['01', '#/01'],
  ['01, The GAN laboratory', '#/01?r=gans'],
  ['02', '#/02'],
  ['03', '#/03'],
  ['03, Hierarchy', '#/03?k=hierarchy'],
  ['04, How good is it?', '#/04?q=all'],
  ['04, Watch it learn', '#/04?o=runs'],
];
const IDLE_MS = 1500; // no request for this long: everything is there

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
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.wasm')) return;
    const bytes = Number((await response.headerValue('content-length')) ?? 0);
    cost[pathname.startsWith('/model/') ? 'data' : 'script'] += bytes;
  });
  await page.goto(server.address + hash);
  // Laboratories are fetched when they come near the window.
  for (let atEnd = false; !atEnd || Date.now() - last < IDLE_MS; ) {
    await page.waitForTimeout(150);
    atEnd = await page.evaluate(() => {
      scrollBy(0, 700);
      return scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    });
  }
  costs[name] = cost;
  await page.context().close();
  const kilobytes = (bytes) => `${(bytes / 1e3).toFixed(0).padStart(6)} kB`;
  console.log(`chapter ${name.padEnd(24)} script and style ${kilobytes(cost.script)}   data ${kilobytes(cost.data)}`);
}
await browser.close();
server.close();
save('chapters', costs);
