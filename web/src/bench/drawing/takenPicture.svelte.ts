/** A picture that a person gives: it goes onto the sheet, or a sentence says why not. */
import type { DrawingState } from './drawing.svelte';
import { openPicture } from './picture';

const NONE = { name: '', version: -1 };

export class TakenPicture {
  /** The last file that could not be opened, and the drawing as it was then. */
  #refused = $state.raw(NONE);
  #drawing: () => DrawingState;

  /** The file that could not be opened, by its name or type; empty while there is none, and once something is drawn. */
  refused = $derived.by(() =>
    this.#refused.version === this.#drawing().version ? this.#refused.name : '',
  );

  constructor(drawing: () => DrawingState) {
    this.#drawing = drawing;
  }

  /** Whether there is a drawing, or a complaint, to clear away. */
  get canClear(): boolean {
    return !this.#drawing().isEmpty || this.refused !== '';
  }

  clear = (): void => {
    this.#refused = NONE;
    this.#drawing().clear();
  };

  /** If the file is not a picture, nothing that is drawn is lost. */
  take = async (file: File): Promise<void> => {
    this.#refused = NONE;
    const drawing = this.#drawing();
    try {
      drawing.loadPicture((await openPicture(file)).picture);
    } catch {
      this.#refused = { name: file.name || file.type, version: drawing.version };
    }
  };
}
