/** Answers for the digits on the pad: those the pen has not touched need not be computed again. */
import type { Weights } from '../core/weightSurgery';

interface Answer {
  pixels: Uint8Array;
  /** The weights that it was computed with. */
  weights: Weights;
  logits: Float32Array;
}

export class Answers {
  #known: Answer[] = [];

  find(pixels: Uint8Array, weights: Weights): Float32Array | null {
    const found = this.#known.find(
      (known) => known.weights === weights && isSame(known.pixels, pixels),
    );
    return found?.logits ?? null;
  }

  add(pixels: Uint8Array, weights: Weights, logits: Float32Array): void {
    this.#known.push({ pixels, weights, logits });
  }

  /** Forgets every answer that is not for one of these. */
  keep(pictures: readonly Uint8Array[], weights: Weights): void {
    this.#known = this.#known.filter(
      (known) =>
        known.weights === weights && pictures.some((pixels) => isSame(known.pixels, pixels)),
    );
  }
}

export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || (a.length === b.length && a.every((grey, i) => grey === b[i]));
}
