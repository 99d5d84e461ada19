/** The studio's runs: the recorded ones and the server's, which one is looked at, at which moment, beside which others. */
import { joinParts, splitParts } from '../../kit/chapter/partTexts';
import { nearest } from '../../kit/charts/stepAxis';
import { messageOf } from '../../kit/messageOf';
import { openRecords, type RecordedRun } from './recordedRuns.svelte';
import { placesAlong, Slide } from '../../kit/timeline/slide.svelte';
import type { TrainedRun } from './trainedRun';
import { TrainingServer } from './trainingServer.svelte';

/** Moments a second. */
const SPEEDS = [4, 12, 30] as const;
/** Runs beside the one that is looked at. */
export const MOST_COMPARED = 3;

export class TrainingRuns {
  readonly server = new TrainingServer();
  readonly #modelBase: string;
  #records = $state.raw<readonly RecordedRun[]>([]);
  #failure = $state<string | null>(null);
  #openFailure = $state<string | null>(null);
  #chosen = $state<string | null>(null);
  /** The step of the look that is shown; null for the newest, whichever it is by then. */
  #at = $state<number | null>(null);
  #compared = $state.raw<readonly string[]>([]);
  #opening: Promise<void> | null = null;
  #isAsked = $state(false);
  readonly slide: Slide;

  /** Whether it is known what runs there are. */
  isAsked = $derived(this.#isAsked);
  records = $derived(this.#records);
  /** Why the recorded runs did not load; opening them again tries again. */
  failure = $derived(this.#failure);
  /** Why the one looked at did not load. */
  openFailure = $derived(this.#openFailure);
  /** The run looked at: if nothing was chosen, the one training now, or else the first record. */
  run = $derived.by((): TrainedRun | null => {
    const chosen = this.#chosen === null ? null : this.find(this.#chosen);
    return chosen ?? this.server.running ?? this.#records[0] ?? this.server.runs[0] ?? null;
  });
  /** The run that the address asked for and that does not exist. */
  unknown = $derived.by(() =>
    this.#chosen !== null && this.#isAsked && !this.find(this.#chosen) ? this.#chosen : null,
  );
  compared = $derived.by(() =>
    this.#compared.flatMap((name) => {
      const run = this.find(name);
      return run && run !== this.run ? [run] : [];
    }),
  );
  looks = $derived.by(() => this.run?.record.looks ?? []);
  /** Index of the look that is shown; null while there is none. */
  index = $derived.by(() => {
    const { looks } = this;
    if (looks.length === 0) return null;
    if (this.#at === null) return looks.length - 1;
    return nearest(
      looks.map(({ step }) => step),
      this.#at,
    );
  });
  look = $derived.by(() => (this.index === null ? null : this.looks[this.index]));
  /** Whether the newest look is shown as it comes. */
  isFollowing = $derived(this.#at === null);

  /** @param modelBase address of the folder that the records lie in */
  constructor(modelBase: string) {
    this.#modelBase = modelBase;
    this.slide = new Slide(
      placesAlong(
        'looks',
        () => this.index,
        (index) => this.seek(index),
      ),
      () => [1, 1, this.looks.length],
      SPEEDS,
    );
  }

  find(name: string): TrainedRun | null {
    return this.server.named(name) ?? this.#records.find((run) => run.name === name) ?? null;
  }

  /** Fetches what there is to look at; a failure is in `failure`. */
  open(): Promise<void> {
    return (this.#opening ??= this.#open());
  }

  async #open(): Promise<void> {
    this.#failure = null;
    const asked = this.server.open();
    try {
      this.#records = await openRecords(this.#modelBase);
    } catch (error) {
      this.#failure = messageOf(error);
      this.#opening = null;
    }
    await asked;
    this.#isAsked = true;
  }

  /** Makes a run report what it has written. */
  async tell(run: TrainedRun): Promise<void> {
    this.#openFailure = null;
    try {
      await run.open();
    } catch (error) {
      if (this.run === run) this.#openFailure = messageOf(error);
    }
  }

  choose(run: TrainedRun): void {
    this.slide.pause();
    this.#chosen = run.name;
    this.#at = null;
  }

  isCompared(run: TrainedRun): boolean {
    return this.#compared.includes(run.name);
  }

  /** Shows a run's curves beside those of the one that is looked at, or not any more. */
  compare(run: TrainedRun, isCompared: boolean): void {
    const others = this.#compared.filter((name) => name !== run.name && this.find(name));
    this.#compared = isCompared ? [...others, run.name].slice(-MOST_COMPARED) : others;
  }

  /** Shows a look; the last one follows whatever comes. */
  seek(index: number): void {
    const last = this.looks.length - 1;
    const at = Math.min(last, Math.max(0, index));
    this.#at = at === last ? null : (this.looks[at]?.step ?? null);
  }

  follow(): void {
    this.slide.pause();
    this.#at = null;
  }

  /** For the address: "usual~350~run-003,high-rate", without what is at its default; null if everything is. */
  get text(): string | null {
    return joinParts([this.#chosen, this.#at, this.#compared.join(',')], '~');
  }

  /** Follows the address; what can't be read gets its default. */
  go(text: string | null): void {
    const [chosen = null, at, compared] = splitParts(text, '~');
    this.slide.pause();
    this.#chosen = chosen;
    this.#at = /^\d{1,9}$/.test(at ?? '') ? Number(at) : null;
    this.#compared = (compared ?? '').split(',').filter(Boolean).slice(0, MOST_COMPARED);
  }
}
