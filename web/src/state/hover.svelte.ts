/** Which number of the network is looked at, by whichever view. */
import type { Position } from '../core/tensor';

export interface Unit extends Position {
  layer: string;
}

export class Hover {
  #pointed = $state.raw<Unit | null>(null);
  #pinned = $state.raw<Unit | null>(null);
  #layer = $state<string | null>(null);

  /** What is pointed at, else what is pinned. */
  unit = $derived(this.#pointed ?? this.#pinned);
  pinned = $derived(this.#pinned);
  layer = $derived(this.#layer);

  point(unit: Unit | null): void {
    this.#pointed = unit;
  }

  /** Points at a whole layer, as a line of code does. */
  pointLayer(layer: string | null): void {
    this.#layer = layer;
  }

  pin(unit: Unit | null): void {
    this.#pinned = unit;
    this.#pointed = null;
  }
}
