/** How many folding layers stand one after the other. */
export const MOST_LAYERS = 7;
const START = 3;

export class Depth {
  #layers = $state(START);

  layers = $derived(this.#layers);

  set(layers: number): void {
    this.#layers = Math.min(MOST_LAYERS, Math.max(1, Math.round(layers)));
  }

  /** For the address: the number of layers; null where it is the one with which it opens. */
  get text(): string | null {
    return this.#layers === START ? null : String(this.#layers);
  }

  /** Too many become as many as there can be; what can't be read is left at its default. */
  go(text: string | null): void {
    this.set(/^\d{1,4}$/.test(text ?? '') ? Number(text) : START);
  }
}
