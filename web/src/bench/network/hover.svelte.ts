/** Which number of the network is being looked at, in whichever view. */
import { untrack } from 'svelte';
import { isSamePlace, type Position } from '../../core/tensor';

export interface Unit extends Position {
  layer: string;
}

export class Hover {
  #pointed = $state.raw<Unit | null>(null);
  #pinned = $state.raw<Unit | null>(null);
  #layer = $state<string | null>(null);

  /** What is pointed at, or else what is pinned. */
  unit = $derived(this.#pointed ?? this.#pinned);
  pinned = $derived(this.#pinned);
  layer = $derived(this.#layer);

  point(unit: Unit | null): void {
    this.#pointed = this.#kept(unit);
  }

  /** Points at a whole layer, as a line of code does. */
  pointLayer(layer: string | null): void {
    this.#layer = layer;
  }

  pin(unit: Unit | null): void {
    this.#pinned = this.#kept(unit);
    this.#pointed = null;
  }

  /** Looking at the same number again keeps the object, so nothing is redrawn. */
  #kept(unit: Unit | null): Unit | null {
    const now = untrack(() => this.unit);
    return now && unit && now.layer === unit.layer && isSamePlace(now, unit) ? now : unit;
  }
}
