/** Manual features beside learned ones: which groups are read, whose score is taken apart, and where one looks. */
import { GROUPS, type Group } from './manualFeatures';
import type { Place } from '../../core/place';

/** What was measured on the drawing, or what of it spoke for and against a digit. */
export const MANUAL_VIEWS = ['measured', 'said'] as const;
export type ManualView = (typeof MANUAL_VIEWS)[number];

/** Most digits have ink there. */
const START: Place = { row: 8, column: 13 };

export class Manual {
  #groups = $state.raw<readonly Group[]>(GROUPS);
  view = $state<ManualView>('measured');
  /** Null: the one that the classifier reads. */
  digit = $state<number | null>(null);
  place = $state.raw<Place>(START);

  /** Those that are switched on, in their own order: at least one. */
  groups = $derived(this.#groups);
  /** Name of the classifier that reads just these. */
  name = $derived(this.#groups.join('+'));

  isOn(group: Group): boolean {
    return this.#groups.includes(group);
  }

  /** The last one that is on stays on: without features there is nothing to read. */
  toggle(group: Group): void {
    const on = GROUPS.filter((one) => this.isOn(one) !== (one === group));
    if (on.length > 0) this.#groups = on;
  }

  /** For the address: "101-said-7-13.9"; null as it opens. */
  get text(): string | null {
    const switches = GROUPS.map((group) => (this.isOn(group) ? '1' : '0')).join('');
    const { row, column } = this.place;
    const text = `${switches}-${this.view}-${this.digit ?? ''}-${row}.${column}`;
    return text === `111-measured--${START.row}.${START.column}` ? null : text;
  }

  /** Whatever can't be read is left at its default; the views clamp what is too large. */
  go(text: string | null): void {
    const match = /^([01]{3})-([a-z]+)-(\d?)-(\d{1,3})\.(\d{1,3})$/.exec(text ?? '');
    const on = GROUPS.filter((_, i) => match?.[1][i] === '1');
    this.#groups = on.length > 0 ? on : GROUPS;
    this.view = MANUAL_VIEWS.find((view) => view === match?.[2]) ?? 'measured';
    this.digit = match?.[3] ? Number(match[3]) : null;
    this.place = match ? { row: Number(match[4]), column: Number(match[5]) } : START;
  }
}
