/** A voice as an image: a spoken vowel made by arithmetic, or the microphone's sound, and a kernel over it. */
import { filterPlane, type Filter } from '../../../core/filter';
import { classicKernel } from '../../../core/kernels';
import { columnsOf, Fourier, pictureOf, type Frequencies } from './spectrogram';
import { speak, VOWELS, type Vowel } from './vowel';
import { Microphone } from './microphone.svelte';

export const VOWEL_NAMES = Object.keys(VOWELS) as Vowel[];
/** A vowel, or all of them one after the other. */
export const SPOKEN = [...VOWEL_NAMES, 'all'] as const;
export type Spoken = (typeof SPOKEN)[number];

/** Hertz. */
export const PITCHES = { least: 80, most: 300, step: 5 };
const START = { spoken: 'all' as Spoken, pitch: 120 };

export const FREQUENCIES: Frequencies = { count: 128, highest: 4000, windowSeconds: 0.032 };
export const SAMPLE_RATE = 16_000;
/** Samples from one column to the next. */
const HOP = 128;
export const SECONDS = 1.4;
/** Decibels from the darkest to the brightest. */
export const RANGE = 60;
/** Nothing quieter than this is made bright: a silent room stays dark. */
const FAINTEST = 0.002;

/** Responds to edges that lie level: a tone that is held is one. */
export const KERNEL: Filter = {
  weights: classicKernel('sobelY', 3),
  size: 3,
  stride: 1,
  dilation: 1,
  edges: 'none',
  padding: 0,
};

export class Voice {
  readonly microphone = new Microphone((sound, rate) => this.#hear(sound, rate));
  #spoken = $state<Spoken>(START.spoken);
  #pitch = $state(START.pitch);
  #heard = $state.raw<readonly Float32Array[] | null>(null);
  #isRefused = $state(false);
  /** Whether the kernel has slid over the picture. */
  isFiltered = $state(false);
  #fourier: { rate: number; of: Fourier } | null = null;

  spoken = $derived(this.#spoken);
  pitch = $derived(this.#pitch);
  /** Whether what is shown came through the microphone. */
  isHeard = $derived(this.#heard !== null);
  /** Whether there is no microphone, or it may not be used. */
  isRefused = $derived(this.#isRefused);
  vowels = $derived(this.#spoken === 'all' ? VOWEL_NAMES : [this.#spoken]);
  sound = $derived(
    speak({
      vowels: this.vowels,
      pitch: this.#pitch,
      seconds: SECONDS,
      sampleRate: SAMPLE_RATE,
    }),
  );
  #columns = $derived.by(
    () => this.#heard ?? columnsOf(this.sound, this.#fourierAt(SAMPLE_RATE), HOP),
  );
  #loudest = $derived(this.#columns.reduce((most, column) => Math.max(most, ...column), FAINTEST));
  picture = $derived(pictureOf(this.#columns, this.#loudest, RANGE));
  response = $derived(filterPlane(this.picture, KERNEL));

  say(spoken: Spoken): void {
    this.#forget();
    this.#spoken = spoken;
  }

  setPitch(pitch: number): void {
    this.#forget();
    const { least, most, step } = PITCHES;
    this.#pitch = Math.min(most, Math.max(least, Math.round(pitch / step) * step));
  }

  /** Asks for the microphone, or lets go of it; what was heard last stays. */
  async listen(): Promise<void> {
    if (this.microphone.isRunning) return this.microphone.stop();
    this.#isRefused = false;
    try {
      await this.microphone.start();
    } catch {
      this.#isRefused = true;
    }
  }

  #forget(): void {
    this.microphone.stop();
    this.#heard = null;
    this.#isRefused = false;
  }

  #fourierAt(rate: number): Fourier {
    if (this.#fourier?.rate !== rate) this.#fourier = { rate, of: new Fourier(FREQUENCIES, rate) };
    return this.#fourier.of;
  }

  /** The newest column comes in at the right; the picture is as wide as a spoken one. */
  #hear(sound: Float32Array, rate: number): void {
    const fourier = this.#fourierAt(rate);
    const column = fourier.amplitudes(sound, sound.length - fourier.length);
    const width = Math.floor((SECONDS * SAMPLE_RATE) / HOP) + 1;
    const before =
      this.#heard ?? Array.from({ length: width }, () => new Float32Array(FREQUENCIES.count));
    this.#heard = [...before.slice(1), column];
  }

  /** For the address: "i-180-k"; null where nothing differs from how it opens. What the microphone gave is not in it. */
  get text(): string | null {
    const parts = [this.#spoken, String(this.#pitch), ...(this.isFiltered ? ['k'] : [])];
    const text = parts.join('-');
    return text === `${START.spoken}-${START.pitch}` ? null : text;
  }

  /** Whatever can't be read is left at its default; a pitch beyond what can be chosen becomes the nearest. */
  go(text: string | null): void {
    if (text === this.text) return;
    const [spoken, pitch, kernel] = (text ?? '').split('-');
    this.say(SPOKEN.find((name) => name === spoken) ?? START.spoken);
    this.setPitch(/^\d{1,4}$/.test(pitch ?? '') ? Number(pitch) : START.pitch);
    this.isFiltered = kernel === 'k';
  }
}
