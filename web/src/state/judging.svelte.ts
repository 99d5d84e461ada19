/** What one laboratory network says of a picture that keeps changing: one run in flight, the newest picture next. */
import { softmax } from '../core/softmax';
import type { LabModel } from './labModels.svelte';

/** A network that is fetched when it is first asked for. */
type Fetched = Pick<LabModel, 'open' | 'client' | 'failure'>;

export class Judging<Model extends Fetched = LabModel> {
  readonly model: Model;
  #logits = $state.raw<Float32Array | null>(null);
  #error = $state<string | null>(null);
  /** The picture that was asked about last, until its run begins. */
  #next: Uint8Array | null = null;
  #isRunning = false;

  /** One share a label; null while nothing was judged. */
  shares = $derived.by(() => {
    const { client } = this.model;
    return client && this.#logits ? softmax(this.#logits, client.manifest.temperature) : null;
  });
  /** Label of the largest share. */
  answer = $derived(this.shares && this.shares.indexOf(Math.max(...this.shares)));
  error = $derived.by(() => this.#error ?? this.model.failure);

  constructor(model: Model) {
    this.model = model;
  }

  /**
   * Asks about a picture; the answer comes into `shares`.
   *
   * @param pixels grey levels, as many as the network takes
   */
  async ask(pixels: Uint8Array): Promise<void> {
    this.#next = pixels;
    // What could not be fetched is not fetched again with every move of a slider.
    if (!this.error) await this.retry();
  }

  /** Answers the last question after something went wrong. */
  async retry(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      await this.model.open();
      while (this.#next && this.model.client) {
        const { client } = this.model;
        const image = Float32Array.from(this.#next, (grey) => grey / 255);
        this.#next = null;
        const { output } = client.manifest;
        this.#logits = (await client.run(image, [output])).tensors[output];
      }
      this.#error = null;
    } catch (error) {
      this.#error = error instanceof Error ? error.message : String(error);
    } finally {
      this.#isRunning = false;
    }
  }
}
