/** Reads a picture twice, by hand-made features and by the network, and keeps both answers together. */
import { GROUPS, joined, manualFeatures } from '../core/manualFeatures';
import type { FeatureSettings, Group, ManualFeatures } from '../core/manualFeatures';
import type { InferenceClient, Manifest } from '../inference/client';

/** What the classifiers' manifest says beside what every network's does; they refuse nothing. */
export interface ManualManifest extends Omit<Manifest, 'refusal' | 'metrics'> {
  features: FeatureSettings;
  /** For every choice of groups: the layer that holds its scores. */
  classifiers: { name: string; groups: Group[]; output: string }[];
}

/** Name of the folder of the classifiers' files. */
export const MANUAL_MODEL = 'manual-features';

/** Both answers to one picture. */
export interface BothAnswers {
  pixels: Uint8Array;
  features: ManualFeatures;
  /** By the classifier's name, ten scores each. */
  scores: Readonly<Record<string, Float32Array>>;
  /** The network's ten. */
  logits: Float32Array;
}

const WHITE = 255;

export class ManualReader {
  readonly classifiers: InferenceClient;
  readonly manifest: ManualManifest;
  readonly #network: InferenceClient;
  #answers = $state.raw<BothAnswers | null>(null);
  #error = $state<string | null>(null);
  #next: Uint8Array | null = null;
  #isRunning = false;

  /** To the newest picture that was read; null before the first. */
  answers = $derived(this.#answers);
  error = $derived(this.#error);

  constructor(classifiers: InferenceClient, network: InferenceClient) {
    this.classifiers = classifiers;
    this.manifest = classifiers.manifest as unknown as ManualManifest;
    this.#network = network;
  }

  /** Reads grey levels; while it does, of later ones the newest goes next. */
  async read(pixels: Uint8Array): Promise<void> {
    this.#next = pixels;
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      while (this.#next) {
        const now: Uint8Array = this.#next;
        this.#next = null;
        this.#answers = await this.#answer(now);
      }
      this.#error = null;
    } catch (error) {
      this.#error = error instanceof Error ? error.message : String(error);
    } finally {
      this.#isRunning = false;
    }
  }

  async #answer(pixels: Uint8Array): Promise<BothAnswers> {
    const features = manualFeatures(pixels, this.manifest.features);
    const { output } = this.#network.manifest;
    const [manual, network] = await Promise.all([
      this.classifiers.run(joined(features.groups, GROUPS)),
      this.#network.run(
        Float32Array.from(pixels, (grey) => grey / WHITE),
        [output],
      ),
    ]);
    const scores = Object.fromEntries(
      this.manifest.classifiers.map(({ name, output: own }) => [name, manual.tensors[own]]),
    );
    return { pixels, features, scores, logits: network.tensors[output] };
  }
}
