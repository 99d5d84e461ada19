/** A teacher's controls: what stays covered until it is guessed, and large type for a projector. */
import type { AddressPart } from '../../kit/addressPart';

const ON = '1';

/** What is covered belongs to one drawing, and in the lens to one number of it. */
interface Subject {
  drawing: () => number;
  /** The lens's text where a number is open, else null. */
  unit: () => string | null;
}

interface Revealed {
  /** Which drawing or number this is about. */
  key: string;
  /** null where it was revealed without a guess. */
  guess: number | null;
}

export class Lesson implements AddressPart {
  readonly letter = 'g';
  /** Guess before the page answers. */
  isGuessing = $state(false);
  isPresenting = $state(false);
  #answer = $state.raw<Revealed | null>(null);
  #value = $state.raw<Revealed | null>(null);
  readonly #subject: Subject;

  /** For the address: whether guessing is on. */
  text = $derived.by(() => (this.isGuessing ? ON : null));

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  go(text: string | null): void {
    this.isGuessing = text === ON;
  }

  get isAnswerCovered(): boolean {
    return this.isGuessing && this.#answer?.key !== this.#answerKey;
  }

  get isValueCovered(): boolean {
    const key = this.#valueKey;
    return this.isGuessing && key !== null && this.#value?.key !== key;
  }

  /** The digit guessed for this drawing; null if none. */
  get digitGuess(): number | null {
    const isAbout = this.isGuessing && this.#answer?.key === this.#answerKey;
    return isAbout ? this.#answer!.guess : null;
  }

  /** What was guessed for the open number; null if nothing. */
  get valueGuess(): number | null {
    const isAbout = this.isGuessing && this.#value?.key === this.#valueKey;
    return isAbout ? (this.#value?.guess ?? null) : null;
  }

  /** Uncovers the answer; null for no guess. */
  guessDigit(guess: number | null): void {
    this.#answer = { key: this.#answerKey, guess };
  }

  /** Uncovers the number that is open in the lens; null for no guess. */
  guessValue(guess: number | null): void {
    const key = this.#valueKey;
    if (key !== null) this.#value = { key, guess };
  }

  get #answerKey(): string {
    return String(this.#subject.drawing());
  }

  get #valueKey(): string | null {
    const unit = this.#subject.unit();
    return unit && `${this.#answerKey} ${unit}`;
  }
}
