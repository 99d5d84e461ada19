/** What the laboratories share: the place of the result that one looks at, by pointing or while the window slides. */
import type { Plane, Position } from '../../core/tensor';
import { placeIn, readPlace, writePlace, type Place } from './placeIn';
import { PICTURE_SPEEDS, Slide, type Sliding } from '../../kit/timeline/slide.svelte';

export abstract class PlaneLab implements Sliding {
  readonly slide: Slide;
  readonly layer = 'result';
  /** Null is the middle. */
  #asked = $state.raw<Place | null>(null);
  #isUncovering = $state(false);

  /** The result that is looked at; null until there is one. */
  protected abstract readonly output: Plane | null;

  at = $derived.by(() => placeIn(this.output, this.#asked));
  value = $derived.by(() =>
    this.output ? this.output.data[this.at.row * this.output.width + this.at.column] : 0,
  );

  constructor() {
    this.slide = new Slide(
      this,
      () => this.output && [1, this.output.height, this.output.width],
      PICTURE_SPEEDS,
    );
  }

  get unit() {
    return { layer: this.layer, channel: 0, ...this.at };
  }

  /** Values after this one are covered while the window slides. */
  get upTo(): number {
    return this.#isUncovering ? this.slide.index : Infinity;
  }

  /** The slide's next place: what comes after it is covered. */
  move({ row, column }: Position): void {
    this.#asked = { row, column };
    this.#isUncovering = this.slide.index < this.slide.count - 1;
  }

  /** Looks at a place of the result. */
  point(row: number, column: number): void {
    if (this.slide.isPlaying) return;
    this.#asked = { row, column };
    this.uncover();
  }

  protected uncover(): void {
    this.#isUncovering = false;
  }

  /** For the address. */
  protected get placeText(): string {
    return writePlace(this.#asked && this.at);
  }

  protected goTo(text: string): void {
    this.#asked = readPlace(text);
  }
}
