/** MLP against CNN: the data set, the picture, what is done to it, and whether its pixels are shuffled. */
import { STILL, type Variation } from './variations';
import {
  atWork,
  onSlider,
  PRESETS,
  readVariation,
  variationTexts,
  type Preset,
  type Setting,
} from './variationSettings';

/** The rivals by data set, the smallest first; the names are the laboratories' folders. */
export const RIVALS = {
  mnist: ['small-mlp-mnist', 'mlp-mnist', 'cnn-mnist'],
  fashion: ['small-mlp-fashion', 'mlp-fashion', 'cnn-fashion'],
} as const;
export type DataSet = keyof typeof RIVALS;
export const DATA_SETS = Object.keys(RIVALS) as DataSet[];

/** What a rival is, whatever it was trained on. */
export const KINDS = ['small-mlp', 'mlp', 'cnn'] as const;
export type Kind = (typeof KINDS)[number];

/** Trained as they are, and trained again on shuffled pixels. */
export const SHUFFLED = {
  mlp: { plain: 'mlp-mnist', shuffled: 'mlp-mnist-permuted' },
  cnn: { plain: 'cnn-mnist', shuffled: 'cnn-mnist-permuted' },
} as const;
export type ShuffledKind = keyof typeof SHUFFLED;
export const SHUFFLED_KINDS = Object.keys(SHUFFLED) as ShuffledKind[];

/** Who gets worse when all pixels are shuffled? Or the answer without a guess. */
export const GUESSES = ['mlp', 'cnn', 'both', 'neither'] as const;
export type Guess = (typeof GUESSES)[number] | 'shown';

/** A garment that somebody gave: it is not in the address. */
export interface GivenGarment {
  name: string;
  /** Grey levels, as the networks take them. */
  pixels: Uint8Array;
}

export class Versus {
  #data = $state<DataSet>('mnist');
  #variation = $state.raw<Variation>(STILL);
  #garment = $state(0);
  #given = $state.raw<GivenGarment | null>(null);
  isShuffled = $state(false);
  /** Null while nothing was guessed. */
  guess = $state<Guess | null>(null);

  data = $derived(this.#data);
  variation = $derived(this.#variation);
  /** Number of the example of Fashion-MNIST that is shown, where nobody gave another picture. */
  garment = $derived(this.#garment);
  given = $derived(this.#given);
  isStill = $derived(atWork(this.#variation).length === 0);

  setData(data: DataSet): void {
    this.#data = data;
  }

  set(setting: Setting, value: number): void {
    this.#variation = { ...this.#variation, [setting]: onSlider(setting, value) };
  }

  /** One thing alone. */
  apply(preset: Preset): void {
    this.#variation = { ...STILL, ...PRESETS[preset] };
  }

  isAt(preset: Preset): boolean {
    const wanted: Variation = { ...STILL, ...PRESETS[preset] };
    return (Object.keys(wanted) as Setting[]).every(
      (setting) => this.#variation[setting] === wanted[setting],
    );
  }

  reset(): void {
    this.#variation = STILL;
  }

  chooseGarment(example: number): void {
    this.#garment = example;
    this.#given = null;
  }

  give(garment: GivenGarment): void {
    this.#given = garment;
  }

  /** All of it but a given picture, for the address: "fashion-e4-x3-rm30-p-gcnn". */
  get text(): string | null {
    const parts: string[] = this.#data === 'mnist' ? [] : [this.#data];
    if (this.#garment > 0) parts.push(`e${this.#garment}`);
    parts.push(...variationTexts(this.#variation));
    if (this.isShuffled) parts.push('p');
    if (this.guess) parts.push(`g${this.guess}`);
    return parts.join('-') || null;
  }

  /** Whatever can't be read is left at its default; a number of an example that is too large, the views hold back. */
  go(text: string | null): void {
    const parts = (text ?? '').split('-');
    this.#data = parts.includes('fashion') ? 'fashion' : 'mnist';
    const garment = parts.find((part) => /^e\d{1,3}$/.test(part));
    this.#garment = garment ? Number(garment.slice(1)) : 0;
    this.#variation = readVariation(parts);
    this.isShuffled = parts.includes('p');
    this.guess =
      [...GUESSES, 'shown' as const].find((guess) => parts.includes(`g${guess}`)) ?? null;
  }
}
