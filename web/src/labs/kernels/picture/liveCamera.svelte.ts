/** The camera's pictures, one after another, reduced to what the laboratories work on. They stay in the browser. */
import { tick } from 'svelte';
import type { Picture } from '../../../bench';
import { spareContext } from '../../../kit/maps/spareContext';
import { LONGER_SIDE } from './labPlanes';

/** The rate is that of the last so many frames. */
const RATE_FRAMES = 30;

export class LiveCamera {
  #isRunning = $state(false);
  /** What the last frames took, from the camera's picture to everything drawn. */
  #ms = $state(0);
  #rate = $state(0);
  #stream: MediaStream | null = null;
  #times: number[] = [];
  /** Changes with every start and stop: a permission that comes later is ignored. */
  #session = 0;
  readonly #take: (picture: Picture) => void;

  isRunning = $derived(this.#isRunning);
  ms = $derived(this.#ms);
  /** Frames a second; 0 until it is known. */
  rate = $derived(this.#rate);

  constructor(take: (picture: Picture) => void) {
    this.#take = take;
  }

  /** Rejects where there is no camera, or no permission. */
  async start(): Promise<void> {
    this.stop();
    const session = this.#session;
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: 'environment', width: { ideal: 640 }, frameRate: { ideal: 30 } },
    });
    if (session !== this.#session) return stop(stream);
    const video = document.createElement('video');
    Object.assign(video, { srcObject: stream, muted: true, playsInline: true });
    this.#stream = stream;
    await video.play();
    this.#isRunning = true;
    this.#times = [];
    const reader = frameReader(video);
    const next = async () => {
      if (session !== this.#session) return;
      const start = performance.now();
      this.#take(reader());
      // Everything that follows from the picture has been computed and painted after this.
      await tick();
      this.#measure(start);
      wait();
    };
    const wait = () =>
      'requestVideoFrameCallback' in video
        ? video.requestVideoFrameCallback(next)
        : requestAnimationFrame(next);
    wait();
  }

  /** The last picture stays. */
  stop(): void {
    this.#session++;
    if (this.#stream) stop(this.#stream);
    this.#stream = null;
    this.#isRunning = false;
    this.#rate = 0;
  }

  #measure(start: number): void {
    this.#times.push(start);
    if (this.#times.length <= RATE_FRAMES) return;
    const [first] = this.#times;
    this.#rate = (1000 * RATE_FRAMES) / (start - first);
    this.#ms = performance.now() - start;
    this.#times = [];
  }
}

const stop = (stream: MediaStream) => stream.getTracks().forEach((track) => track.stop());

/** Reads the frame that the video shows; one canvas for all of them. */
function frameReader(video: HTMLVideoElement): () => Picture {
  const context = spareContext(1, 1, true);
  const { canvas } = context;
  return () => {
    const scale = Math.min(1, LONGER_SIDE / Math.max(video.videoWidth, video.videoHeight));
    const width = Math.max(1, Math.round(video.videoWidth * scale));
    const height = Math.max(1, Math.round(video.videoHeight * scale));
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    context.drawImage(video, 0, 0, width, height);
    return { rgba: context.getImageData(0, 0, width, height).data, width, height };
  };
}
