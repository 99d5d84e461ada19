/** The picture kept for comparison, as the pixels that the network saw, and the network's answer to it. */
import { inkOf } from '../../core/greys';
import type { InferenceClient, Manifest, Results } from '../../inference/client';
import type { Weights } from '../../core/weightSurgery';
import type { AddressPart } from '../../kit/addressPart';
import { messageOf } from '../../kit/messageOf';
import { pixelsIn, pixelsText } from '../drawing/drawingAddress';
import type { Source } from '../networkData';

/** What a kept picture is run on. */
interface Engine {
  client: Pick<InferenceClient, 'run'>;
  /** The weights that the worker computes with now, and what holds for them. */
  weights: Weights;
  manifest: Manifest;
}

const isSame = (a: Uint8Array | null, b: Uint8Array | null) =>
  a === b || (a !== null && b !== null && a.length === b.length && a.every((v, i) => v === b[i]));

export class Compare implements AddressPart {
  readonly letter = 'b';
  #pixels = $state.raw<Uint8Array | null>(null);
  #source = $state.raw<Source | null>(null);
  #error = $state<string | null>(null);
  #asked = 0;

  /** 28×28 grey levels; null where none is kept. */
  pixels = $derived(this.#pixels);
  /** The kept picture's run; null until it is known. */
  source = $derived(this.#source);
  error = $derived(this.#error);
  /** For the address: what is kept. */
  text = $derived(this.#pixels && pixelsText(this.#pixels));

  go(text: string | null): void {
    this.keep(text === null ? null : pixelsIn(text));
  }

  keep(pixels: Uint8Array | null): void {
    if (isSame(pixels, this.#pixels)) return;
    this.#pixels = pixels;
    if (!pixels) this.#source = null;
  }

  /** Runs the network on what is kept; latest wins. */
  async run({ client, weights, manifest }: Engine): Promise<void> {
    const own = ++this.#asked;
    const pixels = this.#pixels;
    if (!pixels) return;
    try {
      const { tensors }: { tensors: Results } = await client.run(inkOf(pixels));
      if (own !== this.#asked) return;
      this.#source = { manifest, weights, pixels, tensors };
      this.#error = null;
    } catch (error) {
      if (own === this.#asked) this.#error = messageOf(error);
    }
  }
}
