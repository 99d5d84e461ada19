/** A picture that a person gives: it goes onto the sheet, or a sentence says why not. */
import type { DrawingState } from './drawing.svelte';
import { openPicture } from './picture';

export class TakenPicture {
  /** The file that could not be opened, by its name or type; empty while there is none. */
  refused = $state('');
  #drawing: () => DrawingState;

  constructor(drawing: () => DrawingState) {
    this.#drawing = drawing;
  }

  /** If the file is not a picture, nothing that is drawn is lost. */
  take = async (file: File): Promise<void> => {
    this.refused = '';
    try {
      this.#drawing().loadPicture((await openPicture(file)).picture);
    } catch {
      this.refused = file.name || file.type;
    }
  };
}
