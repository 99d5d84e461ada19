/** A picture that a person gives to be drawn: onto the sheet, or a sentence why not. */
import type { DrawingState } from './drawing.svelte';
import { openPicture } from './picture';

export class TakenPicture {
  /** The file that could not be opened, by its name or type; empty while there is none. */
  refused = $state('');
  #drawing: () => DrawingState;

  constructor(drawing: () => DrawingState) {
    this.#drawing = drawing;
  }

  /** Nothing that is drawn is lost where the file is no picture. */
  take = async (file: File): Promise<void> => {
    this.refused = '';
    try {
      this.#drawing().loadPicture((await openPicture(file)).picture);
    } catch {
      this.refused = file.name || file.type;
    }
  };
}
