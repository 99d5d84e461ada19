/** Where the guided tour is. It opens views and nothing else: the page stays free to use at every step. */
import type { Lens } from '../lens/lens.svelte';
import { TOUR, type TourStep } from './tourSteps';

export class Tour {
  #step = $state<number | null>(null);
  /** From 0; null where the tour is closed. */
  step = $derived(this.#step);
  isOpen = $derived(this.#step !== null);

  /** As the address says it, from 1; whatever is no step leaves the tour closed. */
  go(number: number | null): void {
    const isStep = number !== null && Number.isInteger(number) && number >= 1;
    this.#step = isStep && number <= TOUR.length ? number - 1 : null;
  }

  close(): void {
    this.#step = null;
  }

  /** Goes to a step and opens what it is about. */
  show(step: number, steps: readonly TourStep[], lens: Lens): void {
    const to = Math.min(steps.length - 1, Math.max(0, step));
    this.#step = to;
    const view = steps[to].lens;
    if (!view) lens.close();
    else if (view.kind === 'layer') lens.openLayer(view.layer);
    else lens.open(view.unit);
  }
}
