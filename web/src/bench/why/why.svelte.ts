/** Why this answer: three maps of one class's output, and the search for another answer. Stale work is given up. */
import type { Change } from '../../core/counterfactual';
import { inkOf } from '../../core/greys';
import { occlude, OCCLUDER, placesOf } from './occlusion';
import { gradCam, gradientTimesInput, lastMaps, placementOf } from './saliency';
import { softmax } from '../../core/softmax';
import { layerCounts, networkCount } from '../../core/layerCounts';
import type { InferenceClient, Manifest } from '../../inference/client';
import { messageOf } from '../../kit/messageOf';

/** Cells of a map with their place on the picture; row by row. */
export interface SaliencyMap {
  values: Float32Array;
  width: number;
  height: number;
  /** The first cell's upper left corner, and a cell's side, in pixels of the picture. */
  origin: number;
  cell: number;
}

export interface Maps {
  digit: number;
  pixels: Uint8Array;
  logit: number;
  probabilities: number[];
  /** What the percentage loses under the square, as a share of 1; grows while the square slides. */
  occlusion: SaliencyMap;
  /** Places of the square done so far. */
  done: number;
  gradient: SaliencyMap;
  /** null in a network without convolutions. */
  gradCam: SaliencyMap | null;
}

export interface Search {
  target: number;
  pixels: Uint8Array;
  best: Change | null;
  probabilities: number[] | null;
  running: boolean;
  ms: number;
}

/** How long a search takes at most; in a network with many products each of its steps takes longer. */
const SEARCH_MS = { most: 1500, large: 4000 };
const LARGE = 20e6;
/** Where nothing is refused by its probability, the target should at least clearly come first. */
const CONFIDENCE = 0.7;

export function searchMs({ layers, weights }: Pick<Manifest, 'layers' | 'weights'>): number {
  const { multiplications } = networkCount(layerCounts(layers, weights));
  return multiplications > LARGE ? SEARCH_MS.large : SEARCH_MS.most;
}

/** What the studies are asked of, and what holds for the weights that it runs with. */
interface Asked {
  client: Pick<InferenceClient, 'study'>;
  manifest: Manifest;
}

export class Why {
  #maps = $state.raw<Maps | null>(null);
  #search = $state.raw<Search | null>(null);
  #error = $state<string | null>(null);
  #explaining = new AbortController();
  #searching = new AbortController();

  maps = $derived(this.#maps);
  search = $derived(this.#search);
  error = $derived(this.#error);

  /** The three maps of this class; the previous ones stay until the first new ones are there. */
  async explain(asked: Asked, pixels: Uint8Array, digit: number): Promise<void> {
    this.#explaining.abort();
    const { signal } = (this.#explaining = new AbortController());
    this.#error = null;
    try {
      this.#maps = await this.#gradients(asked, pixels, digit, signal);
      await this.#occlude(asked, this.#maps, signal);
    } catch (error) {
      if (!signal.aborted) this.#error = messageOf(error);
    }
  }

  /** What would make it a `target`? */
  async find({ client, manifest }: Asked, pixels: Uint8Array, target: number): Promise<void> {
    this.forget();
    const { signal } = (this.#searching = new AbortController());
    const { refusal, temperature } = manifest;
    const refuses = refusal.score === 'max_probability' && refusal.threshold > 0;
    const confidence = refuses ? refusal.threshold : CONFIDENCE;
    const start = performance.now();
    const show = (best: Change | null, running: boolean) => {
      const probabilities = best && softmax(best.logits, temperature);
      const ms = performance.now() - start;
      this.#search = { target, pixels, best, probabilities, running, ms };
    };
    this.#error = null;
    show(null, true);
    try {
      const goal = { pixels, target, temperature, confidence, limitMs: searchMs(manifest) };
      const study = { kind: 'counterfactual' as const, ...goal };
      const found = await client.study(study, signal, (best) => show(best, true));
      show(found, false);
    } catch (error) {
      if (signal.aborted) return;
      this.#search = null;
      this.#error = messageOf(error);
    }
  }

  /** The drawing is no longer the one that was searched from. */
  forget(): void {
    this.#searching.abort();
    this.#search = null;
  }

  /** Gives up the maps in progress. */
  stop(): void {
    this.#explaining.abort();
  }

  clear(): void {
    this.stop();
    this.forget();
    this.#maps = this.#error = null;
  }

  async #gradients(
    { client, manifest }: Asked,
    pixels: Uint8Array,
    digit: number,
    signal: AbortSignal,
  ): Promise<Maps> {
    const { layers, labels, input, output, temperature } = manifest;
    const [height, width] = input.shape.slice(-2).map(Number);
    const image = inkOf(pixels);
    const seed = Float32Array.from(labels, (_, k) => (k === digit ? 1 : 0));
    const found = await client.study({ kind: 'gradients', image, seed }, signal);
    const { values, gradients } = found;
    const maps = lastMaps(layers);
    const shape = layers.find(({ name }) => name === maps)?.shape;
    const [rows, columns] = [placesOf(height, OCCLUDER), placesOf(width, OCCLUDER)];
    const cell = OCCLUDER.step;
    return {
      digit,
      pixels,
      logit: values[output][digit],
      probabilities: softmax(values[output], temperature),
      occlusion: {
        values: new Float32Array(rows * columns),
        width: columns,
        height: rows,
        origin: 0,
        cell,
      },
      done: 0,
      gradient: {
        values: gradientTimesInput(gradients[input.name], image),
        width,
        height,
        origin: 0,
        cell: 1,
      },
      gradCam:
        maps && shape
          ? placed(gradCam(values[maps], gradients[maps], shape), shape, placementOf(layers, maps))
          : null,
    };
  }

  async #occlude({ client, manifest }: Asked, maps: Maps, signal: AbortSignal): Promise<void> {
    const { input, output, temperature, labels } = manifest;
    const { width, height } = maps.occlusion;
    const count = width * height;
    const pictures = occlude(inkOf(maps.pixels), input.shape.slice(1).map(Number));
    const values = new Float32Array(count);
    await client.study(
      { kind: 'batch', pictures, count, outputs: [output] },
      signal,
      ({ from, count: piece, results }) => {
        for (let i = 0; i < piece; i++) {
          const logits = results[output].subarray(labels.length * i, labels.length * (i + 1));
          values[from + i] =
            maps.probabilities[maps.digit] - softmax(logits, temperature)[maps.digit];
        }
        const occlusion = { ...maps.occlusion, values: values.slice() };
        this.#maps = { ...maps, occlusion, done: from + piece };
      },
    );
  }
}

/** A layer's map where its receptive fields lie; `start` is the first cell's centre. */
function placed(
  values: Float32Array,
  [, height, width]: readonly number[],
  { start, step }: { start: number; step: number },
): SaliencyMap {
  return { values, width, height, origin: start + 0.5 - step / 2, cell: step };
}
