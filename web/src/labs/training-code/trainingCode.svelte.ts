/** The code, line by line: which part of it is shown, and the line that is looked at. */
import { opens } from '../../kit/steps';
import { CODE_BLOCKS, CODE_VIEWS, type CodeView, type Note } from './trainingCodeNotes';

const notesOf = (view: CodeView): readonly Note[] =>
  CODE_BLOCKS[view].flatMap(({ notes }) => notes);

const viewOf = (text: string): CodeView =>
  CODE_VIEWS.find((view) => view === text) ?? CODE_VIEWS[0];

export class TrainingCode {
  #view = $state<CodeView>(CODE_VIEWS[0]);
  #chosen = $state.raw<Note | null>(null);
  #pointed = $state.raw<Note | null>(null);

  view = $derived(this.#view);
  /** The line that is pointed at, or else the one that was chosen. */
  note = $derived.by(() => this.#pointed ?? this.#chosen);
  chosen = $derived(this.#chosen);

  open(view: CodeView): void {
    opens(() => this.#show(view));
  }

  #show(view: CodeView): void {
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
    this.#show(viewOf(view));
    this.#chosen = notesOf(this.#view).find((note) => note.key === key) ?? null;
  }

  /** Another part of the code, whichever line of it was looked at. */
  reopen(text: string | null): void {
    if (viewOf((text ?? '').split('-')[0]) !== this.#view) this.go(text);
  }
}
