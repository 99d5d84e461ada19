/** The pictures of the guessing game: decided by a seed and a number alone, so that a link shows the same ones. */
import { uniform } from '../../../core/random';

export interface Dealt {
  isReal: boolean;
  /** The digit that it is, or was wished for. */
  label: number;
  /** From [0, 1): which of the real digits of this label. */
  which: number;
  /** Seed of the generator's noise. */
  noiseSeed: number;
}

/** The golden ratio's share of 2³²: rounds that follow one another start far apart. */
const APART = 0x9e3779b9;
const SEEDS = 2 ** 31;

export function dealt(seed: number, round: number, labels: number): Dealt {
  const draw = uniform((seed + Math.imul(round, APART)) | 0);
  return {
    isReal: draw() < 0.5,
    label: Math.floor(draw() * labels),
    which: draw(),
    noiseSeed: Math.floor(draw() * SEEDS),
  };
}

/** How a game stands. */
export interface Standing {
  seed: number;
  /** Rounds before this one. */
  round: number;
  /** How many the visitor, and the discriminator, got right. */
  visitor: number;
  discriminator: number;
  /** What the visitor said of this round, "real" or not; null before. It is counted already. */
  guess: boolean | null;
}

/** The seeds of new games: as many as a link can easily hold. */
export const GAMES = 1_000_000;

/** For the address: "g12345.7.4.5", with "r" or "g" after it where the guess is made. */
export function encodeStanding({ seed, round, visitor, discriminator, guess }: Standing): string {
  const said = guess === null ? [] : [guess ? 'r' : 'g'];
  return [`g${seed}`, round, visitor, discriminator, ...said].join('.');
}

const PATTERN = /^g(\d{1,6})\.(\d{1,4})\.(\d{1,4})\.(\d{1,4})(?:\.([rg]))?$/;

/** Null if it can't be read; nobody got more right than there were rounds. */
export function decodeStanding(text: string): Standing | null {
  const match = PATTERN.exec(text);
  if (!match) return null;
  const [seed, round, visitor, discriminator] = match.slice(1, 5).map(Number);
  const guess = match[5] ? match[5] === 'r' : null;
  const most = round + (guess === null ? 0 : 1);
  return {
    seed,
    round,
    visitor: Math.min(visitor, most),
    discriminator: Math.min(discriminator, most),
    guess,
  };
}
