/** What the page keeps in its address, part by part; the list of parts is in app/page.svelte.ts. */

/** Turns its state into a text, and back. */
export interface WithText {
  /** Null while nothing differs from how it opens. */
  readonly text: string | null;
  /** Goes to the nearest state that exists; what can't be read gets its default. */
  go(text: string | null): void;
  /** Opens what was open according to the text, and keeps what was adjusted since; without it, `go` is called. */
  reopen?(text: string | null): void;
}

/** What the address says under a letter; null where it says nothing. */
export type TextOf = (letter: string) => string | null;

/** One part of the address: it knows its letter, and writes and reads itself. */
export interface AddressPart {
  readonly letter: string;
  /** As above. */
  readonly text: string | null;
  /** As above; `textOf` is for what stands under more than one letter. */
  go(text: string | null, textOf: TextOf): void;
  /** As above. */
  reopen?(text: string | null): void;
  /** Reads what the text depends on, where making the text is slow. */
  watch?(): void;
}
