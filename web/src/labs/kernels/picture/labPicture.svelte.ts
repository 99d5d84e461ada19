/** The picture of chapter 03's laboratories: an example, the drawing, a file, or the camera, as planes from 0 to 1. */
import study from '../../../kit/pictures/study.png';
import { greyPlane } from './picturePlanes';
import type { DrawingState, Picture, Example } from '../../../bench';
import {
  drawnPlanes,
  greyLevels,
  openPlanes,
  planesOf,
  square,
  type ColourPlanes,
  type GivenFacts,
} from './labPlanes';
import { fetched } from '../../../kit/fetched';

export type Source =
  { kind: 'study' | 'square' | 'drawing' | 'file' | 'camera' } | { kind: 'digit'; digit: number };

/** What went wrong with a picture; `name` is the file's. */
export type PictureProblem =
  | { kind: 'unreadable'; name: string }
  | { kind: 'example' }
  | { kind: 'camera' }
  /** The address names a picture that never left the computer of whoever made the link. */
  | { kind: 'not-in-link' };

const sourceOf = (text: string): Source | null => {
  const digit = /^digit-(\d)$/.exec(text);
  if (digit) return { kind: 'digit', digit: Number(digit[1]) };
  return text === 'study' || text === 'square' || text === 'drawing' ? { kind: text } : null;
};

export class LabPicture {
  #source = $state.raw<Source>({ kind: 'study' });
  #given = $state.raw<ColourPlanes | null>(null);
  #facts = $state.raw<GivenFacts | null>(null);
  #problem = $state.raw<PictureProblem | null>(null);
  /** The drawing's version when the problem came up. */
  #drawnThen = $state(0);
  #isBusy = $state(false);
  /** The last picture that was asked for: an earlier one that is decoded later is dropped. */
  #asked = 0;
  readonly #drawing: DrawingState;
  readonly #loadExamples: () => Promise<Example[]>;

  source = $derived(this.#source);
  /** Of a file that was dropped on the drawing, until something is drawn. */
  problem = $derived.by(() =>
    this.#source.kind === 'drawing' && this.#drawing.version !== this.#drawnThen
      ? null
      : this.#problem,
  );
  isBusy = $derived(this.#isBusy);
  facts = $derived(this.#facts);
  /** Red, green, blue; null until the first picture is there. */
  planes = $derived.by(() =>
    this.#source.kind === 'drawing' ? drawnPlanes(this.#drawing.current) : this.#given,
  );
  grey = $derived(this.planes && greyPlane(this.planes));

  constructor(drawing: DrawingState, loadExamples: () => Promise<Example[]>) {
    this.#drawing = drawing;
    this.#loadExamples = loadExamples;
  }

  /** Shows one of the page's own pictures, or the drawing. */
  choose(source: Source): Promise<void> {
    return this.#show(source, { kind: 'example' }, async () => {
      if (source.kind === 'study')
        return (await openPlanes(await (await fetched(study)).blob(), '')).planes;
      if (source.kind === 'square') return square();
      if (source.kind !== 'digit') return null;
      const example = (await this.#loadExamples()).find(({ label }) => label === source.digit);
      return example ? greyLevels(example.pixels) : null;
    });
  }

  /** Shows a file that was chosen, dropped or pasted. */
  open(file: Blob, name: string): Promise<void> {
    return this.#show({ kind: 'file' }, { kind: 'unreadable', name }, async () => {
      const { planes, facts } = await openPlanes(file, name);
      this.#facts = facts;
      return planes;
    });
  }

  /** Shows the camera's pictures from now on. */
  startCamera(): void {
    this.#asked++;
    this.#isBusy = false;
    this.#source = { kind: 'camera' };
    this.#facts = this.#problem = null;
  }

  cameraFailed(): void {
    this.#complain({ kind: 'camera' });
  }

  /** One picture from the camera; late ones from a camera that was left are dropped. */
  frame(picture: Picture): void {
    if (this.#source.kind === 'camera') this.#given = planesOf(picture);
  }

  /** Shows something, where nothing is shown yet. */
  start(): void {
    if (!this.#given && !this.#isBusy) this.go(this.text);
  }

  /** For the address: "study", "digit-3"; a person's own pictures stay with them. */
  get text(): string {
    const source = this.#source;
    return source.kind === 'digit' ? `digit-${source.digit}` : source.kind;
  }

  /** Follows the address to the nearest picture that exists. */
  go(text: string): void {
    if (text === this.text && (this.#given || this.#isBusy)) return;
    this.choose(sourceOf(text) ?? { kind: 'study' });
    if (text === 'file' || text === 'camera') this.#complain({ kind: 'not-in-link' });
  }

  #complain(problem: PictureProblem): void {
    this.#problem = problem;
    this.#drawnThen = this.#drawing.version;
  }

  async #show(
    source: Source,
    failure: PictureProblem,
    load: () => Promise<ColourPlanes | null>,
  ): Promise<void> {
    const mine = ++this.#asked;
    const before = { facts: this.#facts };
    this.#problem = null;
    this.#isBusy = true;
    // The file may not be a picture: until that is known, the one before it stays.
    if (source.kind !== 'file') this.#source = source;
    try {
      const planes = await load();
      if (mine !== this.#asked) return;
      this.#source = source;
      if (source.kind !== 'file') this.#facts = null;
      if (planes) this.#given = planes;
    } catch {
      if (mine !== this.#asked) return;
      this.#facts = before.facts;
      this.#complain(failure);
    } finally {
      if (mine === this.#asked) this.#isBusy = false;
    }
  }
}
