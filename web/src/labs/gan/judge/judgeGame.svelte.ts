/** Real and generated digits appear one at a time: the visitor says first which it is, then the discriminator. */
import { greysOf, inkOf } from '../../../core/greys';
import { normalNoise } from '../noiseVectors';
import { loadExamples, type Example } from '../../../bench';
import type { Gan, Verdict } from '../gan.svelte';
import { dealt, decodeStanding, encodeStanding, GAMES, type Standing } from './judgeRounds';
import { messageOf } from '../../../kit/messageOf';

/** What is known once the guess is made. */
export interface Revealed {
  isReal: boolean;
  guess: boolean;
  verdict: Verdict;
}

/** Digits of MNIST that neither network was trained on, beside the networks. */
const REAL = 'lab/gan/real.json';
/** From here on the discriminator says "real". */
const HALF = 0.5;

const freshGame = (): Standing => ({
  seed: crypto.getRandomValues(new Uint32Array(1))[0] % GAMES,
  round: 0,
  visitor: 0,
  discriminator: 0,
  guess: null,
});

export const saysReal = ({ realness }: Verdict): boolean => realness >= HALF;

export class JudgeGame {
  readonly #gan: Gan;
  readonly #realUrl: string;
  #real: Promise<Example[]> | null = null;
  #standing = $state.raw<Standing>(freshGame());
  /** The picture to judge; whether it is real is kept even from the views until the guess. */
  #picture = $state.raw<{ pixels: Uint8Array; label: number } | null>(null);
  #isReal = false;
  #verdict = $state.raw<Verdict | null>(null);
  #failure = $state<string | null>(null);
  /** The last round asked for: a slower one before it is dropped. */
  #asked = 0;
  #isOpen = false;
  #isAnswering = false;

  /** Null until the first picture is there. */
  picture = $derived(this.#picture);
  revealed = $derived.by((): Revealed | null => {
    const { guess } = this.#standing;
    return guess === null || !this.#verdict
      ? null
      : { isReal: this.#isReal, guess, verdict: this.#verdict };
  });
  /** Rounds guessed so far. */
  played = $derived(this.#standing.round + (this.#standing.guess === null ? 0 : 1));
  visitor = $derived(this.#standing.visitor);
  discriminator = $derived(this.#standing.discriminator);
  failure = $derived(this.#failure);

  /** @param base address of the folder of the shipped network's files */
  constructor(gan: Gan, base: string) {
    this.#gan = gan;
    this.#realUrl = base + REAL;
  }

  /** Deals the first picture, once both networks are there. */
  async open(): Promise<void> {
    this.#isOpen = true;
    if (this.#picture && !this.#failure) return;
    await this.#show(this.#standing);
  }

  /** The visitor's guess: one per round, counted together with the discriminator's. */
  async guess(isReal: boolean): Promise<void> {
    const { guess, round, visitor, discriminator, seed } = this.#standing;
    if (!this.#picture || guess !== null || this.#isAnswering) return;
    this.#isAnswering = true;
    const asked = this.#asked;
    const verdict = await this.#judge(this.#picture);
    this.#isAnswering = false;
    if (!verdict || asked !== this.#asked) return;
    this.#verdict = verdict;
    this.#standing = {
      seed,
      round,
      guess: isReal,
      visitor: visitor + Number(isReal === this.#isReal),
      discriminator: discriminator + Number(saysReal(verdict) === this.#isReal),
    };
  }

  /** The next picture. */
  async next(): Promise<void> {
    if (this.#standing.guess === null) return;
    await this.#show({ ...this.#standing, round: this.#standing.round + 1, guess: null });
  }

  /** A new game, from zero. */
  async restart(): Promise<void> {
    await this.#show(freshGame());
  }

  /** For the address; null until something was guessed. */
  get text(): string | null {
    return this.played > 0 ? encodeStanding(this.#standing) : null;
  }

  /** Follows the address to the game that it names, or begins one. */
  go(text: string | null): void {
    if (text === this.text) return;
    const standing = (text && decodeStanding(text)) || freshGame();
    if (this.#isOpen) this.#show(standing);
    else this.#standing = standing;
  }

  /** All of a round changes at once: picture, what it is, what was guessed. */
  async #show(standing: Standing): Promise<void> {
    const own = ++this.#asked;
    try {
      const { isReal, picture } = await this.#deal(standing);
      const verdict = standing.guess === null ? null : await this.#judge(picture);
      if (own !== this.#asked) return;
      this.#standing = standing;
      this.#picture = picture;
      this.#isReal = isReal;
      this.#verdict = verdict;
      this.#failure = null;
    } catch (error) {
      if (own === this.#asked) this.#failure = messageOf(error);
    }
  }

  /** Both kinds are made every time, so that the time taken does not tell them apart. */
  async #deal({ seed, round }: Standing) {
    await this.#gan.open();
    const { facts, generator } = this.#gan;
    if (!facts || !generator) throw new Error(this.#gan.failure ?? 'The networks are not loaded.');
    this.#real ??= loadExamples(this.#realUrl);
    const real = await this.#real.catch((error) => {
      this.#real = null;
      throw error;
    });
    const { isReal, label, which, noiseSeed } = dealt(seed, round, facts.labels.length);
    const { output } = generator.manifest;
    const noise = normalNoise(facts.size, noiseSeed);
    const made = (await this.#gan.make(noise, label, [output]))[output];
    const own = real.filter((example) => example.label === label);
    const written = own[Math.floor(which * own.length)].pixels;
    // Both in the same 256 grey levels.
    return { isReal, picture: { label, pixels: isReal ? written : greysOf(made) } };
  }

  async #judge(picture: { pixels: Uint8Array; label: number }): Promise<Verdict | null> {
    try {
      return await this.#gan.judge(inkOf(picture.pixels), picture.label);
    } catch (error) {
      this.#failure = messageOf(error);
      return null;
    }
  }
}
