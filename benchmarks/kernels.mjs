/**
 * The kernel laboratory: the camera at 320 × 240, filtered live, and a weight that is changed.
 *
 * The page asks the camera for 30 frames a second; where it shows fewer, it is the page that was late. A frame's time is
 * from the camera's picture to everything that follows from it: planes, kernels, both canvases, the sum
 * of the pixel looked at. An edit's time is from the key's own time stamp to the frame painted with its result.
 *
 *   make bench-kernels [ARGS="--seconds 5 --edits 100"]
 */
import { figures, launch, option, save, serve, SYNCS, timing } from './bench.mjs';

const seconds = Number(option('seconds', 5));
const edits = Number(option('edits', 100));
const CAMERA = ['--use-fake-device-for-media-stream=fps=60', '--use-fake-ui-for-media-stream'];
const PACE_MS = 25;

/** 49 weights of no particular order: no column times a row, so one long pass. */
const DENSE = `own-7 z3 w${Array.from({ length: 49 }, (_, i) => (((i * 37) % 101) - 50) / 100).join('x')}`;
const CASES = {
  'grey, 3 × 3 Sobel': 'grey_auto_0_mid_sobelX-3 z1',
  'grey, 7 × 7 Gaussian (two passes)': 'grey_auto_0_mid_gaussian-7 z3',
  'grey, 7 × 7 dense': `grey_auto_0_mid_${DENSE}`,
  'colour, 7 × 7 Gaussian (two passes)': 'r_picture_0_mid_gaussian-7 z3',
  'colour, 7 × 7 dense': `r_auto_0_mid_${DENSE}`,
  'colour, 7 × 7 dense, twice': `r_auto_1_mid_${DENSE}*${DENSE}`,
};

/** Runs in the page: `window.frames` collects [start, end] of each of the camera's frames. */
function observeFrames() {
  const frames = [];
  const prototype = HTMLVideoElement.prototype;
  const native = prototype.requestVideoFrameCallback;
  prototype.requestVideoFrameCallback = function (callback) {
    return native.call(this, async (...given) => {
      const start = performance.now();
      await callback(...given);
      frames.push([start, performance.now()]);
    });
  };
  window.cameraFrames = frames;
}

/** Runs in the page: `window.paints` collects the milliseconds from a key to the frame painted after it. */
function observeKeys() {
  const paints = [];
  const channel = new MessageChannel();
  let start = 0;
  // A message posted in an animation frame arrives once that frame's style, layout and paint are done.
  channel.port1.onmessage = () => paints.push(performance.now() - start);
  addEventListener(
    'keydown',
    (event) => {
      start = event.timeStamp;
      requestAnimationFrame(() => channel.port2.postMessage(null));
    },
    { capture: true },
  );
  window.paints = paints;
}

async function openLab(browser, address, state) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  page.on('pageerror', (error) => console.error(`exception in the page: ${error.message}`));
  await page.addInitScript(observeFrames);
  await page.goto(`${address}#/03?k=kernel__study__${encodeURIComponent(state)}`);
  await page.getByTestId('result-view').locator('canvas').waitFor();
  return page;
}

async function film(browser, address, state) {
  const page = await openLab(browser, address, state);
  await page.getByTestId('source-camera').click();
  await page.getByTestId('camera-rate').waitFor();
  await page.waitForTimeout(1000); // compiled by then
  await page.evaluate(() => window.cameraFrames.splice(0));
  await page.waitForTimeout(1000 * seconds);
  const frames = await page.evaluate(() => window.cameraFrames);
  await page.close();
  const span = frames.at(-1)[0] - frames[0][0];
  return {
    frames_per_second: (1000 * (frames.length - 1)) / span,
    ...figures(frames.map(([start, end]) => end - start)),
  };
}

async function edit(browser, address, state) {
  const page = await openLab(browser, address, state);
  await page.evaluate(observeKeys);
  await page.getByTestId('kernel-cells').locator('input').first().focus();
  for (let i = 0; i < edits; i++) {
    await page.keyboard.press(i % 2 ? 'ArrowDown' : 'ArrowUp');
    await page.waitForTimeout(PACE_MS);
  }
  const paints = await page.evaluate(() => window.paints);
  await page.close();
  return figures(paints);
}

const server = await serve();
const result = {};
for (const [name, args] of SYNCS) {
  const browser = await launch([...CAMERA, ...args]);
  result[name] = { camera: {}, edit: {} };
  for (const [what, state] of Object.entries(CASES)) {
    const camera = (result[name].camera[what] = await film(browser, server.address, state));
    const edited = (result[name].edit[what] = await edit(browser, server.address, state));
    console.log(`${name.padEnd(14)} ${what.padEnd(36)} ${camera.frames_per_second.toFixed(1)} frames/s, ${timing(camera)}`);
    console.log(`${''.padEnd(14)} ${'one weight changed'.padEnd(36)} ${timing(edited)}`);
  }
  await browser.close();
}
server.close();
save('kernels', result);
