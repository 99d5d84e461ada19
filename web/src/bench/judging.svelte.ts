/** A laboratory network's answer to a picture that keeps changing: one run in flight; latest wins. */
import { inkOf } from '../core/greys';
import { softmax } from '../core/softmax';
import type { InferenceClient } from '../inference/client';
import type { LabModel } from './labModels.svelte';
import { Latest } from '../kit/latest.svelte';

/** A network that is fetched when it is first asked for: a laboratory's, or the page's own. */
export interface FetchedNetwork {
  /** Fetches it once; again after a failure. */
  open(): Promise<void>;
  /** Null until it can run. */
  readonly client: Pick<InferenceClient, 'manifest' | 'patch' | 'run' | 'study'> | null;
  /** Why it did not load. */
  readonly failure: string | null;
}

export class Judging<Model extends FetchedNetwork = LabModel> {
  readonly model: Model;
  #logits = $state.raw<Float32Array | null>(null);
  /** The last picture asked about. */
  #pixels: Uint8Array | null = null;
  readonly #runs = new Latest(() => this.#run());

  /** One share per label; null until something was judged. */
  shares = $derived.by(() => {
    const { client } = this.model;
    return client && this.#logits ? softmax(this.#logits, client.manifest.temperature) : null;
  });
  /** Label of the largest share. */
  answer = $derived(this.shares && this.shares.indexOf(Math.max(...this.shares)));
  error = $derived.by(() => this.#runs.error ?? this.model.failure);

  constructor(model: Model) {
    this.model = model;
  }

  /**
   * Asks about a picture; the answer comes into `shares`.
   *
   * @param pixels grey levels, as many as the network takes
   */
  async ask(pixels: Uint8Array): Promise<void> {
    this.#pixels = pixels;
    // A failed fetch is not repeated with every move of a slider.
    if (!this.error) await this.retry();
  }

  /** Asks the last question again after something went wrong. */
  async retry(): Promise<void> {
    await this.model.open();
    await this.#runs.update();
  }

  async #run(): Promise<void> {
    const { client } = this.model;
    if (!client || !this.#pixels) return;
    const { output } = client.manifest;
    this.#logits = (await client.run(inkOf(this.#pixels), [output])).tensors[output];
  }
}
