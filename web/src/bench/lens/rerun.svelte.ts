/** Further runs of the network beside the live one: what it would say of other pictures. */
import { inkOf } from '../../core/greys';
import type { InferenceClient, Results } from '../../inference/client';

/** How long the pen must rest: while it moves, the network belongs to the live answer. */
const REST_MS = 120;

export class Rerun {
  #results = $state.raw<readonly (Results | null)[] | null>(null);
  #asked = 0;

  /** In the order of the pictures; null while they are not known. */
  results = $derived(this.#results);

  /**
   * Runs the network on each picture, one after the other, once no others have been asked for in a while.
   * null stands for a picture with nothing left to see.
   *
   * @returns a function that takes the question back
   */
  ask(client: Pick<InferenceClient, 'run'>, pictures: readonly (Uint8Array | null)[]): () => void {
    const own = ++this.#asked;
    this.#results = null;
    const timer = setTimeout(async () => {
      const results: (Results | null)[] = [];
      for (const pixels of pictures) {
        results.push(pixels && (await client.run(inkOf(pixels))).tensors);
        if (own !== this.#asked) return;
      }
      this.#results = results;
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      this.#asked++;
    };
  }
}
