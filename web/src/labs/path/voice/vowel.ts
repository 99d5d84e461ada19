/**
 * A vowel made by arithmetic: pulses, as the vocal folds give them, through resonators, as the mouth is one. What
 * resonates are the formants; which vowel is heard depends on where they lie. After Klatt, "Software for a
 * cascade/parallel formant synthesizer", J. Acoust. Soc. Am. 67 (1980).
 */

/** The first three formants in hertz, lowest first. */
export type Formants = readonly [number, number, number];

/** Means of 33 men (Peterson and Barney, J. Acoust. Soc. Am. 24, 1952), of the English vowels nearest to these. */
export const VOWELS = {
  a: [730, 1090, 2440],
  e: [530, 1840, 2480],
  i: [270, 2290, 3010],
  o: [570, 840, 2410],
  u: [300, 870, 2240],
} as const satisfies Record<string, Formants>;
export type Vowel = keyof typeof VOWELS;

/** How wide each resonance is, in hertz. */
const BANDWIDTHS = [60, 90, 150] as const;
/** The voice falls by this share while it speaks: a steady tone sounds like a machine. */
const SINKS_BY = 0.15;
/** Beginning and end of each vowel fade over this long. */
const FADE_SECONDS = 0.03;
const LOUDEST = 0.5;

export interface Voice {
  /** Spoken one after the other, each as long as the others. */
  vowels: readonly Vowel[];
  /** Hertz, at the beginning. */
  pitch: number;
  seconds: number;
  sampleRate: number;
}

/** The sound, between −1 and 1. */
export function speak({ vowels, pitch, seconds, sampleRate }: Voice): Float32Array {
  const sound = new Float32Array(Math.round(seconds * sampleRate));
  const each = sound.length / vowels.length;
  for (const [i, vowel] of vowels.entries()) {
    const [from, to] = [Math.round(i * each), Math.round((i + 1) * each)];
    const part = sound.subarray(from, to);
    pulses(
      part,
      pitch * (1 - (SINKS_BY * i) / vowels.length),
      SINKS_BY / vowels.length,
      sampleRate,
    );
    for (const [formant, frequency] of VOWELS[vowel].entries())
      resonate(part, frequency, BANDWIDTHS[formant], sampleRate);
    level(part, FADE_SECONDS * sampleRate);
  }
  return sound;
}

/** One pulse a period, less steep than a click: real ones have less and less of the higher frequencies. */
function pulses(sound: Float32Array, pitch: number, sinksBy: number, sampleRate: number): void {
  let phase = 1;
  let flow = 0;
  for (let n = 0; n < sound.length; n++) {
    phase += (pitch * (1 - (sinksBy * n) / sound.length)) / sampleRate;
    const pulse = phase >= 1 ? 1 : 0;
    phase -= pulse;
    const before = flow;
    flow = 0.9 * flow + pulse;
    sound[n] = flow - 0.5 * before;
  }
}

/** A resonator of second order: y[n] = a·x[n] + b·y[n−1] + c·y[n−2]. */
function resonate(sound: Float32Array, frequency: number, bandwidth: number, rate: number): void {
  const radius = Math.exp((-Math.PI * bandwidth) / rate);
  const b = 2 * radius * Math.cos((2 * Math.PI * frequency) / rate);
  const c = -radius * radius;
  const a = 1 - b - c;
  let [last, beforeLast] = [0, 0];
  for (let n = 0; n < sound.length; n++) {
    const value = a * sound[n] + b * last + c * beforeLast;
    [last, beforeLast] = [value, last];
    sound[n] = value;
  }
}

/** As loud as any other, faded in and out. */
function level(sound: Float32Array, fade: number): void {
  const most = sound.reduce((found, value) => Math.max(found, Math.abs(value)), 0);
  for (let n = 0; n < sound.length; n++) {
    const edge = Math.min(1, n / fade, (sound.length - 1 - n) / fade);
    sound[n] *= (edge * LOUDEST) / most;
  }
}
