/** Where the guided tour is. It opens views and nothing else: the page stays free to use at every step. */
import type { AddressPart } from '../../kit/addressPart';
import { closes, opens } from '../../kit/steps';
import type { Lens } from '../lens/lens.svelte';
import { encodeLens, type LensView } from '../lens/lensAddress';
import type { Unit } from '../network/hover.svelte';
import { TOUR, type TourStep } from './tourSteps';

const unitView = ({ layer, ...at }: Unit): LensView => ({ kind: 'unit', layer, at });

export class Tour implements AddressPart {
  readonly letter = 't';
  #step = $state<number | null>(null);
  /** From 0; null where the tour is closed. */
  step = $derived(this.#step);
  isOpen = $derived(this.#step !== null);
  /** For the address, from 1. */
  text = $derived(this.#step === null ? null : String(this.#step + 1));

  /** Follows the address; anything that is not a step leaves the tour closed. */
  go(text: string | null): void {
    const number = /^\d{1,2}$/.test(text ?? '') ? Number(text) : 0;
    this.#step = number >= 1 && number <= TOUR.length ? number - 1 : null;
  }

  start(): void {
    opens(() => (this.#step = 0));
  }

  close(): void {
    if (this.isOpen) closes(() => (this.#step = null));
  }

  /** Goes to a step and opens what it is about. */
  show(step: number, steps: readonly TourStep[], lens: Lens): void {
    const to = Math.min(steps.length - 1, Math.max(0, step));
    const view = steps[to].lens;
    opens(() => {
      this.#step = to;
      // As the address would: the keyboard stays where it is.
      lens.go(view && encodeLens(view.kind === 'unit' ? unitView(view.unit) : view));
    });
  }
}
