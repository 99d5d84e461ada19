/** Reads a picture twice, by hand-made features and by the network, and keeps both answers together. */
import { inkOf } from '../../core/greys';
import { GROUPS, joined, manualFeatures } from './manualFeatures';
import type { FeatureSettings, Group, ManualFeatures } from './manualFeatures';
import type { InferenceClient, Manifest } from '../../inference/client';
import { Latest } from '../../kit/latest.svelte';

type Client = Pick<InferenceClient, 'manifest' | 'run'>;

/** What the classifiers' manifest says beyond a network's; they refuse nothing. */
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

export class ManualReader {
  readonly classifiers: Client & Pick<InferenceClient, 'weights'>;
  readonly manifest: ManualManifest;
  readonly #network: Client;
  #answers = $state.raw<BothAnswers | null>(null);
  #pixels: Uint8Array | null = null;
  readonly #runs = new Latest(async () => {
    if (this.#pixels) this.#answers = await this.#answer(this.#pixels);
  });

  /** Both answers to the newest picture read; null before the first. */
  answers = $derived(this.#answers);
  error = $derived.by(() => this.#runs.error);

  constructor(classifiers: ManualReader['classifiers'], network: Client) {
    this.classifiers = classifiers;
    this.manifest = classifiers.manifest as unknown as ManualManifest;
    this.#network = network;
  }

  /** Reads grey levels; latest wins. */
  async read(pixels: Uint8Array): Promise<void> {
    this.#pixels = pixels;
    await this.#runs.update();
  }

  async #answer(pixels: Uint8Array): Promise<BothAnswers> {
    const features = manualFeatures(pixels, this.manifest.features);
    const { output } = this.#network.manifest;
    const [manual, network] = await Promise.all([
      this.classifiers.run(joined(features.groups, GROUPS)),
      this.#network.run(inkOf(pixels), [output]),
    ]);
    const scores = Object.fromEntries(
      this.manifest.classifiers.map(({ name, output: own }) => [name, manual.tensors[own]]),
    );
    return { pixels, features, scores, logits: network.tensors[output] };
  }
}
