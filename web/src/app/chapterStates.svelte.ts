/**
 * What chapters keep in the address. A chapter's code is fetched when the chapter is opened; its text is read and written
 * before and after that, and what it holds outlives a visit to another chapter.
 */
import { untrack } from 'svelte';
import { chapterTexts, type ChapterState, type ChapterTexts } from './pageAddress';
import type { WithText } from '../kit/chapter/sections';

export class ChapterStates {
  #texts = $state.raw(chapterTexts(() => null));
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

  /** The text that a chapter had when it was last seen; null where it never was. */
  lastOf(name: ChapterState): string | null {
    return this.#made[name]?.text ?? null;
  }

  /**
   * The chapter's state, made when it is first asked for, and from then on the same as its text in the address, both
   * ways. To be called while the chapter's component is set up.
   */
  use<State extends WithText>(name: ChapterState, make: () => State): State {
    // What it derives would end with the component that asked first.
    if (!this.#made[name]) $effect.root(() => void (this.#made[name] = make()));
    const state = this.#made[name] as State;
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
