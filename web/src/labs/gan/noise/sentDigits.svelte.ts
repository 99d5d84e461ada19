/** Generated digits, read by the page's detector: how often it reads the digit that was asked for. */
import { concatenated } from '../../../core/concatenated';
import { greysOf, inkOf } from '../../../core/greys';
import type { Gan } from '../gan.svelte';
import { messageOf } from '../../../kit/messageOf';
import { anySeed, vectorOf } from './noiseText';
import { judge, type FetchedNetwork, type Host, type Prediction } from '../../../bench';

/** How many of each digit. */
export const OF_EACH = 10;

export interface SentDigit {
  /** The digit that was asked for, and the seed of its noise. */
  digit: number;
  seed: number;
  /** Grey levels, as the detector is given them and as the bench takes them. */
  pixels: Uint8Array;
  /** What the detector says; null until it has read it. */
  prediction: Prediction | null;
}

export class SentDigits {
  readonly #gan: Gan;
  readonly #detector: FetchedNetwork;
  readonly #surgery: Pick<Host['surgery'], 'operations'>;
  #digits = $state.raw<readonly SentDigit[]>([]);
  #isBusy = $state(false);
  #error = $state<string | null>(null);
  #chosen = $state<number | null>(null);
  #sending: AbortController | null = null;

  /** Ordered by digit. */
  digits = $derived(this.#digits);
  isBusy = $derived(this.#isBusy);
  error = $derived.by(() => this.#error ?? this.#detector.failure);
  chosen = $derived(this.#chosen);
  read = $derived(this.#digits.filter(({ prediction }) => prediction).length);
  /** Read as the digit that was asked for; a refused one is not. */
  right = $derived(this.#digits.filter(isRight).length);
  misread = $derived(this.#digits.filter((sent) => sent.prediction && !isRight(sent)));
  /** Whether the detector's weights are not the shipped ones. */
  isOperated = $derived.by(() => this.#surgery.operations.length > 0);

  constructor(gan: Gan, detector: FetchedNetwork, surgery: Pick<Host['surgery'], 'operations'>) {
    this.#gan = gan;
    this.#detector = detector;
    this.#surgery = surgery;
  }

  choose(index: number | null): void {
    this.#chosen = index;
  }

  /** Makes a sheet of digits and has them read, a few at a time: what is drawn or dragged meanwhile goes first. */
  async send(): Promise<void> {
    this.#sending?.abort();
    const sending = (this.#sending = new AbortController());
    this.#isBusy = true;
    this.#error = this.#chosen = null;
    try {
      await Promise.all([this.#gan.open(), this.#detector.open()]);
      await this.#read(await this.#made(sending.signal), sending.signal);
    } catch (error) {
      if (sending.signal.aborted) return;
      this.#error = messageOf(error);
    } finally {
      if (this.#sending === sending) this.#isBusy = false;
    }
  }

  async #made(signal: AbortSignal): Promise<readonly SentDigit[]> {
    const { facts } = this.#gan;
    if (!facts) throw new Error(this.#gan.failure ?? 'The generator is not loaded.');
    const first = anySeed(OF_EACH * facts.labels.length);
    const wishes = facts.labels.flatMap((_, digit) =>
      Array.from({ length: OF_EACH }, (_, i) => ({ digit, noise: first + OF_EACH * digit + i })),
    );
    const asked = wishes.map((wish) => ({
      digit: wish.digit,
      noise: vectorOf(wish, facts.size).vector,
    }));
    const pictures = await this.#gan.makeMany(asked, signal);
    const size = pictures.length / wishes.length;
    this.#digits = wishes.map(({ digit, noise }, i) => ({
      digit,
      seed: noise,
      pixels: greysOf(pictures.subarray(i * size, (i + 1) * size)),
      prediction: null,
    }));
    return this.#digits;
  }

  async #read(digits: readonly SentDigit[], signal: AbortSignal): Promise<void> {
    const { client } = this.#detector;
    if (!client) throw new Error(this.#detector.failure ?? 'The detector is not loaded.');
    const { output } = client.manifest;
    const pictures = concatenated(digits.map(({ pixels }) => inkOf(pixels)));
    const study = { kind: 'batch' as const, pictures, count: digits.length, outputs: [output] };
    await client.study(study, signal, ({ from, count, results }) => {
      const all = results[output];
      const size = all.length / count;
      const shown = this.#digits.slice();
      for (let i = 0; i < count; i++)
        shown[from + i] = {
          ...shown[from + i],
          prediction: judge(all.slice(i * size, (i + 1) * size), client.manifest),
        };
      this.#digits = shown;
    });
  }
}

export const isRight = ({ digit, prediction }: SentDigit): boolean =>
  prediction?.verdict === 'digit' && prediction.digit === digit;
