/** Which number of the network is looked at, by whichever view. */
import type { Position } from '../core/tensor';

export interface Unit extends Position {
  layer: string;
}

export class Hover {
  #pointed = $state.raw<Unit | null>(null);
  #pinned = $state.raw<Unit | null>(null);

  /** What is pointed at, else what is pinned. */
  unit = $derived(this.#pointed ?? this.#pinned);
  pinned = $derived(this.#pinned);

  point(unit: Unit | null): void {
    this.#pointed = unit;
  }

  pin(unit: Unit | null): void {
    this.#pinned = unit;
    this.#pointed = null;
  }
}
