/**
 * The pictures of the READMEs: the front door with a hand-drawn digit, in each language.
 *
 *   make screenshots
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { draw, launch, open, serve } from './bench.mjs';

const folder = fileURLToPath(new URL('../docs', import.meta.url));
const VIEWPORT = { width: 1440, height: 840 };
const PICTURES = { en: 'bench.png', 'pt-BR': 'bench.pt-BR.png' };

/** A point of a cubic Bézier curve at `t` in 0–1. */
const bezier = ([a, b, c, d], t) =>
  [0, 1].map(
    (axis) =>
      (1 - t) ** 3 * a[axis] + 3 * (1 - t) ** 2 * t * b[axis] + 3 * (1 - t) * t ** 2 * c[axis] + t ** 3 * d[axis],
  );

/** A 3 in one stroke, in shares of the pad: two bows that meet in the middle. */
const THREE = [
  [[0.32, 0.25], [0.45, 0.1], [0.72, 0.14], [0.68, 0.34]],
  [[0.68, 0.34], [0.66, 0.45], [0.55, 0.48], [0.46, 0.48]],
  [[0.46, 0.48], [0.62, 0.46], [0.76, 0.56], [0.7, 0.72]],
  [[0.7, 0.72], [0.64, 0.88], [0.42, 0.9], [0.3, 0.78]],
].flatMap((curve) => Array.from({ length: 12 }, (_, i) => bezier(curve, i / 11)));

mkdirSync(folder, { recursive: true });
const server = await serve();
const browser = await launch();
for (const [language, file] of Object.entries(PICTURES)) {
  const page = await open(browser, `${server.address}#/04?lang=${language}&theme=light`, { viewport: VIEWPORT });
  const box = await page.getByTestId('draw-pad').boundingBox();
  await draw(page, [THREE.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height])]);
  await page.waitForFunction(() => document.querySelector('[data-testid=prediction]').textContent.includes('3'));
  // Off the pad, so that nothing is pointed at.
  await page.mouse.move(2, 2);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.screenshot({ path: `${folder}/${file}`, animations: 'disabled' });
  console.log(`docs/${file}`);
  await page.close();
}
await browser.close();
server.close();
