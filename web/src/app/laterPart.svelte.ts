/**
 * A chapter's part of the address. Its code is fetched when the chapter opens; its text is read and written before and
 * after that, and its state outlives a visit to another chapter.
 */
import { untrack } from 'svelte';
import type { AddressPart, WithText } from '../kit/addressPart';

export class LaterPart<State extends WithText> implements AddressPart {
  readonly letter: string;
  readonly #isClosable: boolean;
  #text = $state<string | null>(null);
  /** Asked for once per component, never drawn. */
  #state: State | null = null;

  text = $derived(this.#text);

  /** @param isClosable whether no text means that it is closed, rather than open as at first */
  constructor(letter: string, { isClosable = false } = {}) {
    this.letter = letter;
    this.#isClosable = isClosable;
  }

  /** Follows the address. */
  go(text: string | null): void {
    this.#text = text;
  }

  reopen(text: string | null): void {
    const state = this.#state;
    if (!state?.reopen || (text === null && this.#isClosable)) return this.go(text);
    state.reopen(text);
    this.#text = state.text;
  }

  /** The text as the chapter last had it; null if it was never opened. */
  get last(): string | null {
    return this.#state?.text ?? null;
  }

  /**
   * The chapter's state, made when it is first asked for; from then on it and its text in the address follow each
   * other. Call it while the chapter's component is set up.
   */
  use(make: () => State): State {
    // Otherwise what it derives would end with the component that asked first.
    if (!this.#state) $effect.root(() => void (this.#state = make()));
    const state = this.#state!;
    $effect.pre(() => {
      const text = this.#text;
      untrack(() => {
        if (text !== state.text) state.go(text);
      });
    });
    $effect(() => {
      const { text } = state;
      untrack(() => {
        if (text !== this.#text) this.#text = text;
      });
    });
    return state;
  }
}
