/**
 * Noise in the address: "3-s42" is the digit 3 of seed 42, "3-0.12x-1.3x…" the digit 3 of these numbers. What is on the way
 * from one to another is "3-s42*7-s5*50": both ends, and hundredths of the way.
 */
import { normalNoise } from '../noiseVectors';

/** Where noise ends: of a million normal numbers 63 lie beyond. */
export const LIMIT = 4;
/** Decimals of a number of noise: what is shown is what is used. */
export const DECIMALS = 2;
const MOST_SEED = 999_999;

/** A random seed, the first of so many consecutive ones. */
export const anySeed = (count = 1): number =>
  1 + Math.floor(Math.random() * (MOST_SEED - count + 1));

/** A vector of noise as it is asked for, and the digit that is to be made of it. */
export interface Wish {
  digit: number;
  noise: Noise;
}

/** The seed that it was drawn with; or its numbers. */
export type Noise = number | readonly number[];

export interface NoiseState {
  start: Wish;
  /** The other end of an interpolation. */
  end: Wish | null;
  /** How far along the way to it, 0–1. */
  share: number;
}

/** What was wrong with numbers that were asked for. */
export interface NoiseFault {
  /** Beyond the limits: set to the nearest. */
  clamped: number;
  /** No numbers, or missing: set to 0. */
  unreadable: number;
}

const BETWEEN = '*';
const HUNDRED = 100;

/** To the decimals that are shown; never a negative zero. */
export const rounded = (value: number): number => Number(value.toFixed(DECIMALS)) + 0;

export const inLimits = (value: number): number => Math.min(LIMIT, Math.max(-LIMIT, value));

/**
 * The numbers themselves: rounded, within the limits, as many as the generator takes.
 *
 * @param size how many
 */
export function vectorOf(
  { noise }: Wish,
  size: number,
): { vector: Float32Array; fault: NoiseFault } {
  const asked = typeof noise === 'number' ? normalNoise(size, noise) : noise;
  let [clamped, unreadable] = [0, 0];
  const vector = Float32Array.from({ length: size }, (_, i) => {
    const value = asked[i] ?? NaN;
    if (!Number.isFinite(value)) {
      unreadable++;
      return 0;
    }
    if (Math.abs(value) > LIMIT) clamped++;
    return inLimits(rounded(value));
  });
  // A drawn vector stays as it was drawn: nobody asked for those numbers.
  return { vector, fault: typeof noise === 'number' ? NO_FAULT : { clamped, unreadable } };
}

export const NO_FAULT: NoiseFault = { clamped: 0, unreadable: 0 };

const encodeWish = ({ digit, noise }: Wish): string =>
  `${digit}-${typeof noise === 'number' ? `s${noise}` : noise.map(rounded).join('x')}`;

/** Null where it can't be read; single numbers that can't are NaN. */
function decodeWish(text: string | undefined): Wish | null {
  const match = /^(\d)-(?:s(\d{1,6})|(.+))$/.exec(text ?? '');
  if (!match) return null;
  const [, digit, seed, numbers] = match;
  const noise = seed ? Number(seed) : numbers.split('x').map(numberOf);
  return { digit: Number(digit), noise };
}

/** An empty text is not a number, whatever JavaScript says. */
const numberOf = (text: string): number => (text.trim() === '' ? NaN : Number(text));

export function encodeNoise({ start, end, share }: NoiseState): string {
  const parts = [encodeWish(start)];
  if (end) parts.push(encodeWish(end), String(Math.round(share * HUNDRED)));
  return parts.join(BETWEEN);
}

/** Whatever can't be read is taken from `otherwise`. */
export function decodeNoise(text: string | null, otherwise: NoiseState): NoiseState {
  const [from, to, hundredths] = (text ?? '').split(BETWEEN);
  const end = decodeWish(to);
  const share = /^\d{1,3}$/.test(hundredths ?? '') ? Math.min(1, Number(hundredths) / HUNDRED) : 0;
  return { start: decodeWish(from) ?? otherwise.start, end, share: end ? share : 0 };
}
