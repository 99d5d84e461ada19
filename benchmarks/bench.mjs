/** What the page's benchmarks share: the real server, a real Chromium, digits drawn on the pad, results as JSON. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('..', import.meta.url));
// Playwright is installed for the page, in web/.
const { chromium } = createRequire(new URL('../web/package.json', import.meta.url))('@playwright/test');

/** `esmiuca serve` on a free port, with further flags. */
export async function serve(flags = []) {
  const port = await new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
  const server = spawn(`${repository}.venv/bin/esmiuca`, ['serve', '--port', String(port), ...flags], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const address = `http://127.0.0.1:${port}/`;
  for (let waitedMs = 0; ; waitedMs += 100) {
    if (await fetch(`${address}v2/health/ready`).then((answer) => answer.ok, () => false)) break;
    if (server.exitCode !== null || waitedMs > 30_000) throw new Error('the server did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { address, port, close: () => server.kill() };
}

export const launch = (args = []) =>
  chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args });

/** Opens the page and waits until it can predict. */
export async function open(browser, address, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, ...options });
  page.on('pageerror', (error) => console.error(`exception in the page: ${error.message}`));
  await page.goto(address);
  await page.waitForSelector('html[data-ready="true"]', { timeout: 30_000 });
  return page;
}

/** The characters of a JSON-lines file of pen strokes whose label is a digit. */
export const readDigits = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .filter(({ label }) => /^\d$/.test(label));

/** Strokes scaled, keeping their aspect, to a square of `share` of the pad, centred in it; in page pixels. */
export function placed(strokes, box, share) {
  const xs = strokes.flat().map(([x]) => x);
  const ys = strokes.flat().map(([, y]) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const scale = (Math.min(box.width, box.height) * share) / Math.max(width, height, 1e-9);
  const x0 = box.x + (box.width - width * scale) / 2;
  const y0 = box.y + (box.height - height * scale) / 2;
  return strokes.map((stroke) =>
    stroke.map(([x, y]) => [x0 + (x - left) * scale, y0 + (y - top) * scale]),
  );
}

/** Draws strokes given in page pixels with the mouse. */
export async function draw(page, strokes) {
  for (const [[x, y], ...rest] of strokes) {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (const [nextX, nextY] of rest) await page.mouse.move(nextX, nextY);
    await page.mouse.up();
  }
}

/** The value of `--name value` on the command line. */
export function option(name, fallback) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : process.argv[at + 1];
}

export const quantile = (values, q) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))];

/** The two runs of a painting benchmark: what the page itself takes, and with frames of 16.7 ms, which round up. */
export const SYNCS = [
  ['without_vsync', ['--disable-frame-rate-limit', '--disable-gpu-vsync']],
  ['with_vsync', []],
];

/** What is reported of samples in milliseconds. */
export const figures = (samples) => ({
  samples: samples.length,
  median_ms: quantile(samples, 0.5),
  p95_ms: quantile(samples, 0.95),
  max_ms: Math.max(...samples),
});

/** The figures on one line. */
export const timing = ({ median_ms, p95_ms, max_ms }) =>
  `median ${median_ms.toFixed(1)} ms, p95 ${p95_ms.toFixed(1)} ms, max ${max_ms.toFixed(1)} ms`;

/** Writes `benchmarks/results/NAME.json`, with what it was measured on. */
export function save(name, result) {
  const folder = `${repository}benchmarks/results`;
  mkdirSync(folder, { recursive: true });
  const machine = { processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
  writeFileSync(
    `${folder}/${name}.json`,
    `${JSON.stringify({ date: new Date().toISOString(), machine, ...result }, null, 2)}\n`,
  );
  console.log(`benchmarks/results/${name}.json`);
}
