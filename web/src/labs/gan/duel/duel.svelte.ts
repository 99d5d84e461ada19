/** The duel, replayed: the moment of the training, the digit that is followed, the part of a step in slow motion. */
import type { AxisKind } from '../../../kit/charts/stepAxis';
import { DuelFiles } from './duelFiles.svelte';
import { DuelNetworks } from './duelNetworks.svelte';
import { momentWith, nearestMoment } from './duelRecord';
import { isStill } from '../../../kit/motion';
import { placesAlong, Slide } from '../../../kit/timeline/slide.svelte';

/** Moments a second. */
export const MOMENT_SPEEDS = [2, 4, 8] as const;

/** What happens in one step, in its order. */
export const PARTS = [
  'noise',
  'generated',
  'judged',
  'compared',
  'losses',
  'weights',
  'after',
] as const;
export type Part = (typeof PARTS)[number];
/** Parts a second: long enough to be read. */
const PART_SPEED = 0.25;

/** The digit that is followed at first: one that takes long to become one. */
const FIRST_DIGIT = 8;

export class Duel {
  readonly files: DuelFiles;
  /** As they were at a moment. */
  readonly networks: DuelNetworks;
  /** The step that was asked for, if it is not that of the last moment. */
  #asked = $state<number | null>(null);
  #axis = $state<AxisKind>('log');
  #digit = $state(FIRST_DIGIT);
  #part = $state(0);
  #pair = $state(0);
  #hasBegun = false;
  /** Index of the moment last stopped at; null until one has moved. */
  #rested = $state<number | null>(null);

  /** Along the moments. */
  readonly slide: Slide;
  /** Along the parts of a step. */
  readonly slowMotion: Slide;

  #moments = $derived.by(() => this.files.opened?.record.moments ?? null);
  /** Index of the moment shown; null until the moments are known. */
  index = $derived.by(() => {
    if (!this.#moments) return null;
    return this.#asked === null
      ? this.#moments.length - 1
      : nearestMoment(this.#moments, this.#asked);
  });
  moment = $derived.by(() => (this.index === null ? null : this.#moments![this.index]));
  /** The step that the address asked for and that was not kept, until one moves on. */
  unknown = $derived.by(() =>
    this.moment && this.#asked !== null && this.#asked !== this.moment.step ? this.#asked : null,
  );
  #restedIndex = $derived.by(() => (this.index === null ? null : (this.#rested ?? this.index)));
  /** The last moment stopped at: while moving to another, what is fetched and taken apart stays as it is. */
  rested = $derived.by(() =>
    this.#restedIndex === null ? null : this.#moments![this.#restedIndex],
  );
  /** Where the step that is shown in slow motion was recorded: at that moment, or the last before it. */
  recorded = $derived.by(() => this.#with('record'));
  /** Where the weights of both networks were kept: at that moment, or the last before it. */
  weighed = $derived.by(() => this.#with('weights'));
  axis = $derived(this.#axis);
  /** The digit that is followed, among those of the same noise. */
  digit = $derived.by(() => inside(this.#digit, this.files.opened?.record.pictures.shown));
  part = $derived(PARTS[this.#part]);
  pair = $derived.by(() =>
    inside(this.#pair, this.recorded && this.files.stepAt(this.recorded)?.pairs.length),
  );

  /** @param base address of the folder of the shipped network's files */
  constructor(base: string) {
    this.files = new DuelFiles(base);
    this.networks = new DuelNetworks(base);
    this.slide = new Slide(
      placesAlong(
        'moments',
        () => this.index,
        (index) => this.seek(index),
      ),
      () => [1, 1, this.#moments?.length ?? 1],
      MOMENT_SPEEDS,
    );
    this.slowMotion = new Slide(
      placesAlong(
        'parts',
        () => this.#part,
        (part) => (this.#part = part),
      ),
      () => [1, 1, PARTS.length],
      [PART_SPEED, PART_SPEED],
    );
  }

  /** Shows a moment. */
  seek(index: number): void {
    if (!this.#moments) return;
    const last = this.#moments.length - 1;
    const at = Math.min(last, Math.max(0, index));
    this.#asked = at === last ? null : this.#moments[at].step;
  }

  /** Counts the moment shown as a stop. */
  rest(): void {
    this.#rested = this.index;
  }

  /** Shows every visitor once what learning looks like, unless the address asks for a moment or motion is unwelcome. */
  begin(): void {
    if (this.#hasBegun || !this.#moments) return;
    this.#hasBegun = true;
    if (this.#asked === null && !isStill()) this.slide.play();
  }

  setAxis(axis: AxisKind): void {
    this.#axis = axis;
  }

  follow(digit: number): void {
    this.#digit = digit;
  }

  showPart(part: Part): void {
    this.slowMotion.pause();
    this.#part = PARTS.indexOf(part);
  }

  choosePair(pair: number): void {
    this.#pair = pair;
  }

  #with(what: 'weights' | 'record') {
    const at =
      this.#restedIndex === null ? null : momentWith(this.#moments!, this.#restedIndex, what);
    return at === null ? null : this.#moments![at];
  }

  pause(): void {
    this.slide.pause();
    this.slowMotion.pause();
  }

  /** For the address: "347-linear-12-losses-2", without what is at its default; null if everything is. */
  get text(): string | null {
    const parts = [
      this.#asked === null ? '' : String(this.unknown ?? this.moment?.step ?? this.#asked),
      this.#axis === 'log' ? '' : this.#axis,
      this.#digit === FIRST_DIGIT ? '' : String(this.#digit),
      this.#part === 0 ? '' : PARTS[this.#part],
      this.#pair === 0 ? '' : String(this.#pair),
    ];
    return parts.join('-').replace(/-+$/, '') || null;
  }

  /** Follows the address; what can't be read gets its default. */
  go(text: string | null): void {
    const [step, axis, digit, part, pair] = (text ?? '').split('-');
    const number = (text = '') => (/^\d{1,7}$/.test(text) ? Number(text) : null);
    this.pause();
    this.#asked = number(step);
    this.#axis = axis === 'linear' ? 'linear' : 'log';
    this.#digit = number(digit) ?? FIRST_DIGIT;
    this.#part = Math.max(0, PARTS.indexOf(part as Part));
    this.#pair = number(pair) ?? 0;
  }
}

const inside = (index: number, count: number | null | undefined) =>
  count ? Math.min(count - 1, index) : index;
