/** The parallel with the brain: the kernel that is compared, and the place of the picture that units look at. */
import type { Place } from '../../core/place';

const START: Place = { row: 13, column: 13 };

export class Brain {
  /** Null: the one that is explained best. */
  kernel = $state<number | null>(null);
  place = $state.raw<Place>(START);

  /** "7-12.9"; null at the start. */
  get text(): string | null {
    const { row, column } = this.place;
    const text = `${this.kernel ?? ''}-${row}.${column}`;
    return text === `-${START.row}.${START.column}` ? null : text;
  }

  /** Whatever can't be read is left at its default; the views clamp what is too large. */
  go(text: string | null): void {
    const match = /^(\d{0,3})-(\d{1,3})\.(\d{1,3})$/.exec(text ?? '');
    this.kernel = match?.[1] ? Number(match[1]) : null;
    this.place = match ? { row: Number(match[2]), column: Number(match[3]) } : START;
  }
}
