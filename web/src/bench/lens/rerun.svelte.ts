/** Further runs of the network beside the live one: what it would say of other pictures. */
import { inkOf } from '../../core/greys';
import type { InferenceClient, Results } from '../../inference/client';

/** The pen has rested this long: while it moves, the network is the live answer's alone. */
const REST_MS = 120;

export class Rerun {
  #results = $state.raw<readonly (Results | null)[] | null>(null);
  #asked = 0;

  /** In the order of the pictures; null while they are not known. */
  results = $derived(this.#results);

  /**
   * Runs the network on each picture, one after the other, once no other pictures were asked for in a while.
   * null among them stands for a picture on which nothing is left to see.
   *
   * @returns what takes the question back
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
