/** Several digits drawn side by side: what each one is, where it stands, and which one the page shows. */
import type { AddressPart } from '../../kit/addressPart';
import type { Correction } from '../drawing/drawing.svelte';
import type { PlacedDigit, PlacedSign } from '../preprocess/placedDigits';
import type { Prediction } from './readAnswer';

export interface ReadDigit {
  /** The 28×28 grey levels that the network sees of it. */
  pixels: Uint8Array;
  /** null for the moment until the network has answered. */
  prediction: Prediction | null;
  /** Where it stands; null for pixels that were given as they are. */
  placed?: PlacedDigit | null;
}

/** What stands around the digits. */
export interface Between {
  signs: readonly PlacedSign[];
  /** How many digits stand before each line but the first. */
  breaks: readonly number[];
  /** In whose pixels the boxes are. */
  frame: { width: number; height: number };
}

const NOTHING_BETWEEN: Between = { signs: [], breaks: [], frame: { width: 1, height: 1 } };

export class NumberReading implements AddressPart {
  readonly letter = 'n';
  #digits = $state.raw<readonly ReadDigit[]>([]);
  #between = $state.raw<Between>(NOTHING_BETWEEN);
  #alone = $state.raw<ReadDigit | null>(null);
  #shown = $state(0);
  /** The one a person chose, from 0; null for the last, which is the one being written. */
  #chosen = $state<number | null>(null);
  #listeners: (() => void)[] = [];

  /** Line by line and from left to right; empty where the drawing is one digit or none. */
  digits = $derived(this.#digits);
  /** Decimal comma, points, minus. */
  signs = $derived(this.#between.signs);
  breaks = $derived(this.#between.breaks);
  frame = $derived(this.#between.frame);
  /** The digit that the percentages and the network view show, from 0. */
  shown = $derived(this.#shown);
  /** The address's text, counted from 1; null if nobody chose. */
  text = $derived(this.#chosen === null ? null : String(this.#chosen + 1));

  /** That every digit is right, if mistakes were independent: the product of their percentages; null if one is refused. */
  probability = $derived.by(() => {
    let product = 1;
    for (const { prediction } of this.#digits) {
      if (prediction?.verdict !== 'digit' || !prediction.probabilities) return null;
      product *= Math.max(...prediction.probabilities);
    }
    return product;
  });

  /** How the shown digit would be cut in two; null where there is no room for two. */
  split = $derived.by((): Correction | null => {
    const placed = (this.#alone ?? this.#digits[this.#shown])?.placed;
    return placed?.parts ? { at: middleOf(placed) } : null;
  });
  /** Whether the cut may be wrong: there are several digits, or one that is refused or wide. */
  isDoubtful = $derived.by(() => {
    if (this.#digits.length > 1) return true;
    const { placed, prediction } = this.#alone ?? {};
    if (!placed?.parts) return false;
    return prediction?.verdict === 'not-a-digit' || placed.inkBox.width > placed.inkBox.height;
  });
  /** How the shown digit would be joined with the next; null where none is behind it in its line. */
  join = $derived.by((): Correction | null => {
    const next = this.#shown + 1;
    const [one, other] = [this.#digits[this.#shown]?.placed, this.#digits[next]?.placed];
    if (!one || !other || this.#between.breaks.includes(next)) return null;
    return { at: middleOf(one), and: middleOf(other) };
  });

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
  tell(digits: readonly ReadDigit[], shown: number, between: Between | null): void {
    this.#shown = shown;
    const isNumber = digits.length > 1 || (digits.length > 0 && !!between?.signs.length);
    this.#alone = digits.length === 1 && !isNumber ? digits[0] : null;
    if (!isNumber && this.#digits.length === 0) return;
    this.#digits = isNumber ? digits : [];
    this.#between = (isNumber && between) || NOTHING_BETWEEN;
  }

  #choose(index: number | null): void {
    this.#chosen = index;
    for (const listener of this.#listeners) listener();
  }
}

function middleOf({ box }: PlacedDigit): readonly [number, number] {
  return [box.x + box.width / 2, box.y + box.height / 2];
}
