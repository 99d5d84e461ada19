/** What the page's code finds in a browser and Node lacks: a worker, frames, the address, system preferences. */
import { inject } from 'vitest';
import { TestWorker, workerScope } from '../src/inference/testWorker';

const FRAME_MS = 16;

Object.defineProperty(globalThis, 'self', { get: workerScope, configurable: true });
Object.assign(globalThis, {
  Worker: TestWorker,
  requestAnimationFrame: (paint: FrameRequestCallback) =>
    setTimeout(() => paint(performance.now()), FRAME_MS),
  cancelAnimationFrame: (frame: number) => clearTimeout(frame),
  // Nobody asked for less motion.
  matchMedia: () => Object.assign(new EventTarget(), { matches: false }),
  document: { baseURI: inject('site') },
  // No service worker keeps anything for offline.
  navigator: { languages: ['pt-BR'] },
});
