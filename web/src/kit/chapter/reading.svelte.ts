/** A long page: which of its sections is being read. */
import { opens } from '../steps';

export abstract class Reading<Section extends string> {
  /** Null at the page's beginning. */
  section = $state<Section | null>(null);
  /** A section that the page has yet to move to, because the address or a link named it. */
  arrival = $state<Section | null>(null);

  /** Moves to a section. */
  visit(section: Section | null): void {
    opens(() => this.#arriveAt(section));
  }

  /** Moves to the section that an address names, if it is a different one. */
  protected goTo(section: Section | null): void {
    if (section !== this.section) this.#arriveAt(section);
  }

  #arriveAt(section: Section | null): void {
    this.section = section;
    this.arrival = section;
  }
}
