/** Which number of the network is looked at, by whichever view. */
import { untrack } from 'svelte';
import { isSamePlace, type Position } from '../../core/tensor';

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

  /** The number that is looked at already stays the same object: nothing that is drawn of it is drawn anew. */
  #kept(unit: Unit | null): Unit | null {
    const now = untrack(() => this.unit);
    return now && unit && now.layer === unit.layer && isSamePlace(now, unit) ? now : unit;
  }
}
