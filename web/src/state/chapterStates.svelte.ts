/**
 * What chapters keep in the address. A chapter's code is fetched when the chapter is opened; its text is read and written
 * before and after that, and what it holds outlives a visit to another chapter.
 */
import { untrack } from 'svelte';
import type { ChapterState, ChapterTexts } from './address';

/** A chapter's state: all of it as a text, for the address, and the way back to the nearest state that exists. */
interface WithText {
  /** Null where nothing differs from how the chapter opens. */
  readonly text: string | null;
  go(text: string | null): void;
}

export class ChapterStates {
  #texts = $state.raw<ChapterTexts>({
    path: null,
    gan: null,
    colours: null,
    kernels: null,
    quality: null,
  });
  /** Asked for once a component, never drawn. */
  readonly #made: Partial<Record<ChapterState, WithText>> = {};

  texts = $derived(this.#texts);

  /** Follows the address. */
  follow(texts: ChapterTexts): void {
    this.#texts = texts;
  }

  set(name: ChapterState, text: string | null): void {
    this.#texts = { ...this.#texts, [name]: text };
  }

  /**
   * The chapter's state, made when it is first asked for, and from then on the same as its text in the address, both
   * ways. To be called while the chapter's component is set up.
   */
  use<State extends WithText>(name: ChapterState, make: () => State): State {
    const state = (this.#made[name] ??= make()) as State;
    $effect.pre(() => {
      const text = this.#texts[name];
      untrack(() => {
        if (text !== state.text) state.go(text);
      });
    });
    $effect(() => {
      const { text } = state;
      untrack(() => {
        if (text !== this.#texts[name]) this.set(name, text);
      });
    });
    return state;
  }
}
