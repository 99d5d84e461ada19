/**
 * Which weights the bench runs with: the shipped ones, those of a training run that was put there or, while the
 * studio is open, those of the moment that it shows.
 */
import type { Weights } from '../core/weightSurgery';
import type { Detector } from './detector.svelte';
import type { AddressPart } from '../kit/addressPart';
import { Latest } from '../kit/latest.svelte';
import { messageOf } from '../kit/messageOf';

export class BenchNetwork implements AddressPart {
  readonly letter = 'm';
  readonly #find: (text: string) => Promise<Weights>;
  readonly #changes = new Latest(() => this.#change());
  #detector: Detector | null = null;
  #text = $state<string | null>(null);
  #failure = $state<string | null>(null);
  /** Weights of the moment that the studio shows; null if it shows none. */
  #visiting: Weights | null = null;
  #found: { text: string; weights: Weights } | null = null;

  /** The run that was put on the bench, "run-003" or "usual~350"; null for the shipped network. */
  text = $derived(this.#text);
  /** Why its weights did not load. */
  failure = $derived(this.#failure);

  /** @param find finds a run's weights by that text */
  constructor(find: (text: string) => Promise<Weights>) {
    this.#find = find;
  }

  /** Called once the network that runs is known. */
  setDetector(detector: Detector): void {
    this.#detector = detector;
    this.#changes.update();
  }

  /** Follows the address, or puts a run on the bench; null puts the shipped network back. */
  go(text: string | null): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#failure = null;
    this.#changes.update();
  }

  /** Shows other weights for now; null ends that. */
  async visit(weights: Weights | null): Promise<void> {
    this.#visiting = weights;
    await this.#changes.update();
  }

  async #change(): Promise<void> {
    if (!this.#detector) return;
    const weights = this.#visiting ?? (await this.#kept());
    const shown = this.#detector.isShipped ? null : this.#detector.trained;
    if (weights !== shown) await this.#detector.setTrained(weights);
  }

  /** Weights of the run on the bench; null for the shipped network, and if the run's did not load. */
  async #kept(): Promise<Weights | null> {
    const text = this.#text;
    if (text === null) return null;
    try {
      if (this.#found?.text !== text) this.#found = { text, weights: await this.#find(text) };
      return this.#found.weights;
    } catch (error) {
      if (this.#text === text) this.#failure = messageOf(error);
      return null;
    }
  }
}
