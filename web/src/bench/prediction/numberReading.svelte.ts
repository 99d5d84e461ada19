/** Several digits drawn side by side: what each one is, and which one the page shows. */
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
  /** The one a person chose, from 0; null for the last, which is the one being written. */
  #chosen = $state<number | null>(null);
  #listeners: (() => void)[] = [];

  /** From left to right; empty where the drawing is one digit or none. */
  digits = $derived(this.#digits);
  /** The digit that the percentages and the network view show, from 0. */
  shown = $derived(this.#shown);
  /** The address's text, counted from 1; null if nobody chose. */
  text = $derived(this.#chosen === null ? null : String(this.#chosen + 1));

  /** Calls back synchronously when another digit is to be shown. */
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

  /** Which of the digits to show. A choice ends with the number it was made in. */
  indexOf(count: number): number {
    if (count < 2) this.#chosen = null;
    return Math.max(0, Math.min(this.#chosen ?? count - 1, count - 1));
  }

  /** What is known so far. */
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
