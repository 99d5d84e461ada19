/** Several digits drawn side by side: what each of them is, and which one the page shows. */
import type { AddressPart } from '../../kit/addressPart';
import type { Prediction } from './readAnswer';

export interface ReadDigit {
  /** The 28×28 grey levels that the network sees of it. */
  pixels: Uint8Array;
  /** null for the moment until the network has answered. */
  prediction: Prediction | null;
}

export class NumberReading implements AddressPart {
  readonly letter = 'n';
  #digits = $state.raw<readonly ReadDigit[]>([]);
  #shown = $state(0);
  /** Which one a person chose, from 0; null while it is the last, which is the one that is being written. */
  #chosen = $state<number | null>(null);
  #listeners: (() => void)[] = [];

  /** From left to right; empty where the drawing is one digit or none. */
  digits = $derived(this.#digits);
  /** The one that the percentages and the network view are of, from 0. */
  shown = $derived(this.#shown);
  /** The address's text, counted from 1; null where nobody chose. */
  text = $derived(this.#chosen === null ? null : String(this.#chosen + 1));

  /** Calls back when another digit is to be shown, at once. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  choose(index: number): void {
    if (index !== this.#chosen) this.#choose(index);
  }

  /** Follows the address. */
  go(text: string | null): void {
    if (text === this.text) return;
    this.#choose(text !== null && /^[1-9]\d?$/.test(text) ? Number(text) - 1 : null);
  }

  /** Which one of so many digits is to be shown. A choice ends with the number that it was made in. */
  indexOf(count: number): number {
    if (count < 2) this.#chosen = null;
    return Math.max(0, Math.min(this.#chosen ?? count - 1, count - 1));
  }

  /** What is known by now. */
  tell(digits: readonly ReadDigit[], shown: number): void {
    this.#shown = shown;
    if (digits.length > 1 || this.#digits.length > 0)
      this.#digits = digits.length > 1 ? digits : [];
  }

  #choose(index: number | null): void {
    this.#chosen = index;
    for (const listener of this.#listeners) listener();
  }
}
