/**
 * How much of each frequency a sound holds at each moment: Fourier's sum over a short window that moves along it.
 *
 *   |X(f)| = |Σ_n  window[n] · sound[n] · exp(−2πi · f · n / rate)|
 */
import type { Plane } from '../../../core/tensor';

export interface Frequencies {
  /** How many, evenly from 0 up to, but without, the highest. */
  count: number;
  /** Hertz. */
  highest: number;
  windowSeconds: number;
}

export class Fourier {
  /** Samples that one window takes. */
  readonly length: number;
  readonly #count: number;
  /** Window times cosine and sine: (count, length) */
  readonly #cosines: Float32Array;
  readonly #sines: Float32Array;

  constructor({ count, highest, windowSeconds }: Frequencies, sampleRate: number) {
    this.#count = count;
    this.length = Math.round(windowSeconds * sampleRate);
    this.#cosines = new Float32Array(count * this.length);
    this.#sines = new Float32Array(count * this.length);
    const window = hann(this.length);
    for (let i = 0; i < count; i++) {
      const step = (2 * Math.PI * i * highest) / (count * sampleRate);
      for (let n = 0; n < this.length; n++) {
        this.#cosines[i * this.length + n] = window[n] * Math.cos(step * n);
        this.#sines[i * this.length + n] = window[n] * Math.sin(step * n);
      }
    }
  }

  /**
   * The amplitude of each frequency, the lowest first: a pure tone's own, where its frequency is one of them.
   *
   * @param from the sample with which the window begins; what lies beyond the sound is silence
   */
  amplitudes(sound: Float32Array, from = 0): Float32Array {
    const part = sound.subarray(Math.max(0, from), Math.max(0, from + this.length));
    const result = new Float32Array(this.#count);
    for (let i = 0; i < this.#count; i++) {
      const start = i * this.length + Math.max(0, -from);
      let [real, imaginary] = [0, 0];
      for (let n = 0; n < part.length; n++) {
        real += part[n] * this.#cosines[start + n];
        imaginary += part[n] * this.#sines[start + n];
      }
      result[i] = 2 * Math.hypot(real, imaginary);
    }
    return result;
  }
}

/** A window that fades in and out (von Hann); it sums to 1. */
function hann(length: number): Float32Array {
  return Float32Array.from(
    { length },
    (_, n) => (1 - Math.cos((2 * Math.PI * (n + 0.5)) / length)) / length,
  );
}

/** Columns of amplitudes, one every `hop` samples, the window's middle on them. */
export function columnsOf(sound: Float32Array, fourier: Fourier, hop: number): Float32Array[] {
  return Array.from({ length: Math.floor(sound.length / hop) + 1 }, (_, i) =>
    fourier.amplitudes(sound, i * hop - Math.floor(fourier.length / 2)),
  );
}

/** Decibels below the loudest amplitude, 0 at most. */
export const decibels = (amplitude: number, loudest: number): number =>
  20 * Math.log10(Math.max(amplitude / loudest, Number.MIN_VALUE));

/**
 * Columns side by side as a picture, low frequencies at the bottom: 1 where it is loudest, 0 where it is `range` decibels
 * below that, or more.
 */
export function pictureOf(columns: readonly Float32Array[], loudest: number, range: number): Plane {
  const [width, height] = [columns.length, columns[0].length];
  const data = new Float32Array(width * height);
  for (const [x, column] of columns.entries())
    for (let i = 0; i < height; i++)
      data[(height - 1 - i) * width + x] = Math.max(0, 1 + decibels(column[i], loudest) / range);
  return { data, width, height };
}
