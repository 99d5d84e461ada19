/** The microphone's sound, window after window. It stays in the browser: nothing is kept, nothing is sent. */

/** Samples that are kept to look at: more than one window takes at any usual rate. */
const BUFFER = 4096;

export class Microphone {
  #isRunning = $state(false);
  #stream: MediaStream | null = null;
  #context: AudioContext | null = null;
  /** Changes with every start and stop: a permission that comes later is ignored. */
  #session = 0;
  readonly #take: (sound: Float32Array, sampleRate: number) => void;

  isRunning = $derived(this.#isRunning);

  /** @param take gets the last samples, once a frame */
  constructor(take: (sound: Float32Array, sampleRate: number) => void) {
    this.#take = take;
  }

  /** Rejects where there is no microphone, or no permission. */
  async start(): Promise<void> {
    this.stop();
    const session = this.#session;
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: false, noiseSuppression: false },
    });
    if (session !== this.#session) return silence(stream);
    this.#stream = stream;
    const context = (this.#context = new AudioContext());
    const analyser = context.createAnalyser();
    analyser.fftSize = BUFFER;
    context.createMediaStreamSource(stream).connect(analyser);
    this.#isRunning = true;
    const sound = new Float32Array(BUFFER);
    const frame = () => {
      if (session !== this.#session) return;
      analyser.getFloatTimeDomainData(sound);
      this.#take(sound, context.sampleRate);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  stop(): void {
    this.#session++;
    if (this.#stream) silence(this.#stream);
    this.#context?.close();
    this.#stream = this.#context = null;
    this.#isRunning = false;
  }
}

const silence = (stream: MediaStream) => stream.getTracks().forEach((track) => track.stop());
