/** What the network says of the drawing, kept up to date: one run in flight, the newest drawing next. */
import {
  ALL_STEPS,
  normalizeInk,
  normalizePicture,
  type Normalized,
  type Steps,
} from '../core/normalize';
import { softmax } from '../core/softmax';
import type { Tensor } from '../core/tensor';
import type { InferenceClient, Manifest, Results } from '../inference/client';
import type { DrawingState } from './drawing.svelte';
import { rasterize } from './rasterize';

export interface Prediction {
  verdict: 'digit' | 'not-a-digit' | 'blank';
  /** The most probable digit, also where it is refused; null where nothing is drawn. */
  digit: number | null;
  probabilities: number[] | null;
}

const BLANK: Prediction = { verdict: 'blank', digit: null, probabilities: null };

/** What enters the network, and how it came to be. */
interface Seen {
  pixels: Uint8Array;
  /** null where pixels were given as they are. */
  normalized: Normalized | null;
}

/** Grey levels as the network takes them: 0–1. */
function shares(pixels: Uint8Array): Float32Array {
  const result = new Float32Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) result[i] = pixels[i] / 255;
  return result;
}

export class Detector {
  readonly client: InferenceClient;
  readonly #drawing: DrawingState;
  #seen = $state.raw<Seen | null>(null);
  #tensors = $state.raw<Results | null>(null);
  #steps = $state.raw<Steps>(ALL_STEPS);
  #error = $state<string | null>(null);
  #latencyMs = $state(0);
  #running = false;
  #outdated = false;

  /** Every layer's numbers by name; null where nothing is drawn. */
  tensors = $derived(this.#tensors);
  /** The 28×28 grey levels that the network saw; null where nothing is drawn. */
  pixels = $derived(this.#seen?.pixels ?? null);
  normalized = $derived(this.#seen?.normalized ?? null);
  prediction = $derived.by((): Prediction => this.#predict());
  /** From the change to the numbers, without painting. */
  latencyMs = $derived(this.#latencyMs);
  error = $derived(this.#error);
  steps = $derived(this.#steps);

  constructor(client: InferenceClient, drawing: DrawingState) {
    this.client = client;
    this.#drawing = drawing;
    drawing.onChange(() => this.update());
    this.update();
  }

  get manifest(): Manifest {
    return this.client.manifest;
  }

  get weights(): ReadonlyMap<string, Tensor> {
    return this.client.weights;
  }

  setStep(step: keyof Steps, on: boolean): void {
    this.setSteps({ ...this.#steps, [step]: on });
  }

  setSteps(steps: Steps): void {
    this.#steps = steps;
    this.update();
  }

  /** Runs the network on the drawing as it is now; while it runs, later calls make one more run. */
  async update(): Promise<void> {
    if (this.#running) {
      this.#outdated = true;
      return;
    }
    this.#running = true;
    try {
      do {
        this.#outdated = false;
        await this.#run();
      } while (this.#outdated);
      this.#error = null;
    } catch (error) {
      this.#error = error instanceof Error ? error.message : String(error);
    } finally {
      this.#running = false;
    }
  }

  async #run(): Promise<void> {
    const start = performance.now();
    const seen = this.#look();
    if (!seen) {
      this.#seen = this.#tensors = null;
      return;
    }
    const { tensors } = await this.client.run(shares(seen.pixels));
    this.#seen = seen;
    this.#tensors = tensors;
    this.#latencyMs = performance.now() - start;
  }

  #look(): Seen | null {
    const { strokes, pixels, picture } = this.#drawing.current;
    if (pixels) return pixels.some((grey) => grey > 0) ? { pixels, normalized: null } : null;
    const constants = this.client.manifest.preprocessing;
    const normalized = picture
      ? normalizePicture(picture.rgba, picture.width, picture.height, this.#steps, constants)
      : strokes.length > 0
        ? normalizeInk(rasterize(strokes), this.#steps, constants)
        : null;
    return normalized && { pixels: normalized.pixels, normalized };
  }

  #predict(): Prediction {
    if (!this.#tensors) return BLANK;
    const { output, temperature, refusal } = this.client.manifest;
    const probabilities = softmax(this.#tensors[output], temperature);
    const best = Math.max(...probabilities);
    return {
      verdict: best < refusal.threshold ? 'not-a-digit' : 'digit',
      digit: probabilities.indexOf(best),
      probabilities,
    };
  }
}
