/** The code, line by line: which part of it is shown, and the line that is looked at. */
import { CODE_BLOCKS, CODE_VIEWS, type CodeView, type Note } from './trainingCodeNotes';

const notesOf = (view: CodeView): readonly Note[] =>
  CODE_BLOCKS[view].flatMap(({ notes }) => notes);

export class TrainingCode {
  #view = $state<CodeView>(CODE_VIEWS[0]);
  #chosen = $state.raw<Note | null>(null);
  #pointed = $state.raw<Note | null>(null);

  view = $derived(this.#view);
  /** The line that is pointed at, or else the one that was chosen. */
  note = $derived.by(() => this.#pointed ?? this.#chosen);
  chosen = $derived(this.#chosen);

  show(view: CodeView): void {
    this.#view = view;
    this.#chosen = this.#pointed = null;
  }

  choose(note: Note | null): void {
    this.#chosen = note;
  }

  /** @param note null where the pointer has left */
  point(note: Note | null): void {
    this.#pointed = note;
  }

  /** For the address: "step-backward", without what is at its default. */
  get text(): string | null {
    const view = this.#view === CODE_VIEWS[0] && !this.#chosen ? '' : this.#view;
    return [view, ...(this.#chosen ? [this.#chosen.key] : [])].join('-') || null;
  }

  /** Follows the address; what can't be read gets its default. */
  go(text: string | null): void {
    const [view, key] = (text ?? '').split('-');
    this.show(CODE_VIEWS.find((one) => one === view) ?? CODE_VIEWS[0]);
    this.#chosen = notesOf(this.#view).find((note) => note.key === key) ?? null;
  }
}
