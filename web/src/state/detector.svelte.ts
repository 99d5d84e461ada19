/** What the network says of the drawing, kept up to date: one run in flight, the newest drawing next. */
import {
  ALL_STEPS,
  normalizeInk,
  normalizePicture,
  type Normalized,
  type Steps,
} from '../core/normalize';
import { softmax } from '../core/softmax';
import { patched, patchesBetween, type Operation, type Weights } from '../core/surgery';
import type { InferenceClient, Manifest, Results } from '../inference/client';
import type { DrawingState } from './drawing.svelte';
import { rasterize } from './rasterize';
import type { Surgery } from './surgery.svelte';

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
  /** Whether somebody looks at numbers that the network view does not draw. */
  needsAll: () => boolean = () => true;
  readonly #drawing: DrawingState;
  readonly #surgery: Surgery;
  #seen = $state.raw<Seen | null>(null);
  #tensors = $state.raw<Results | null>(null);
  /** Come a moment before the tensors, so that the percentages don't wait for the maps. */
  #logits = $state.raw<Float32Array | null>(null);
  #weights = $state.raw<Weights | null>(null);
  /** What the worker's weights are by now, and the operations that made them so. */
  #latest: Weights;
  #operated: readonly Operation[] = [];
  #steps = $state.raw<Steps>(ALL_STEPS);
  #error = $state<string | null>(null);
  #latencyMs = $state(0);
  #running = false;
  #unshown: (() => void) | null = null;
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

  constructor(client: InferenceClient, drawing: DrawingState, surgery: Surgery) {
    this.client = client;
    this.#drawing = drawing;
    this.#surgery = surgery;
    this.#latest = client.weights;
    drawing.onChange(() => this.update());
    surgery.onChange(() => this.update());
    this.update();
  }

  get manifest(): Manifest {
    return this.client.manifest;
  }

  /** Those that the tensors were computed with. */
  get weights(): Weights {
    return this.#weights ?? this.client.weights;
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
    const weights = this.#operate();
    const seen = this.#look();
    if (!seen) {
      this.#weights = weights;
      this.#seen = this.#tensors = this.#logits = this.#unshown = null;
      return;
    }
    const answer = (logits: Float32Array) => {
      this.#logits = logits;
      this.#latencyMs = performance.now() - start;
    };
    const { tensors } = await this.client.run(shares(seen.pixels), this.#outputs(), answer);
    this.#afterPaint(() => {
      this.#seen = seen;
      this.#tensors = tensors;
      this.#weights = weights;
    });
  }

  /** The percentages' own frame comes first; then what was computed last is shown whole. */
  #afterPaint(show: () => void): void {
    const isAsked = this.#unshown !== null;
    this.#unshown = show;
    if (isAsked) return;
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.#unshown?.();
        this.#unshown = null;
      }),
    );
  }

  /**
   * What the network view draws, while the pen moves and nothing is taken apart: the numbers before a ReLU, a third of
   * all, come with the run that follows the last move.
   */
  #outputs(): string[] | undefined {
    if (!this.#drawing.isDrawing || this.needsAll()) return undefined;
    const { layers } = this.client.manifest;
    const beforeRelu = layers.filter(({ op }) => op === 'relu').map(({ input }) => input);
    return layers.map(({ name }) => name).filter((name) => !beforeRelu.includes(name));
  }

  /** Brings the worker's weights up to date with the surgery; gives them as they then are. */
  #operate(): Weights {
    const { layers } = this.client.manifest;
    const { operations } = this.#surgery;
    const trained = { layers, weights: this.client.weights };
    const patches = patchesBetween(trained, this.#operated, operations);
    this.#operated = operations;
    if (patches.length > 0) {
      this.client.patch(patches);
      this.#latest = patched(this.#latest, patches);
    }
    return this.#latest;
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
    if (!this.#logits) return BLANK;
    const { temperature, refusal } = this.client.manifest;
    const probabilities = softmax(this.#logits, temperature);
    const best = Math.max(...probabilities);
    return {
      verdict: best < refusal.threshold ? 'not-a-digit' : 'digit',
      digit: probabilities.indexOf(best),
      probabilities,
    };
  }
}
