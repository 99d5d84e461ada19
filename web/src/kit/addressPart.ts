/** What the page keeps in its address, part by part: the page has a list of them, see app/page.svelte.ts. */

/** Keeps a text, and finds the way back from it. */
export interface WithText {
  /** Null where nothing differs from how it opens. */
  readonly text: string | null;
  /** Goes to the nearest state that exists; what can't be read is as at first. */
  go(text: string | null): void;
}

/** What the address says under a letter; null where it says nothing. */
export type TextOf = (letter: string) => string | null;

/** One part of the address: knows its letter, writes and reads itself. */
export interface AddressPart {
  readonly letter: string;
  /** As above. */
  readonly text: string | null;
  /** As above; `textOf` is for what stands under more than one letter. */
  go(text: string | null, textOf: TextOf): void;
  /** Reads what the text depends on, where making the text takes its time. */
  watch?(): void;
}
