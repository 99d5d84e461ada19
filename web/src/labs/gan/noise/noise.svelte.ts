/** The GAN laboratory's first part: a vector of noise, what moves it, and the digit that the generator makes of it. */
import { dot, movedTo, spherical } from '../noiseVectors';
import type { Results } from '../../../inference/client';
import type { Layer } from '../../../inference/manifest';
import type { Gan } from '../gan.svelte';
import { Latest } from '../../../kit/latest.svelte';
import { messageOf } from '../../../kit/messageOf';
import { isStill } from '../../../kit/motion';
import {
  anySeed,
  decodeNoise,
  encodeNoise,
  inLimits,
  NO_FAULT,
  rounded,
  vectorOf,
  type Noise,
  type NoiseFault,
  type NoiseState,
  type Wish,
} from './noiseText';

const OPENING: NoiseState = { start: { digit: 3, noise: 1 }, end: null, share: 0 };
/** From one end of an interpolation to the other. */
export const WAY_MS = 4000;
/** How long numbers wait for the picture that they make, to be drawn in one frame with it. */
const TOGETHER_MS = 12;
/** Pictures of the way from one end to the other, both included. */
export const FILM = 9;
/** A step of the way through the generator. */
export const STAGE_MS = 1100;

/** A result on the way, with the layers that make it: a ReLU goes with the layer that it follows. */
export interface Stage {
  /** The result that is shown. */
  name: string;
  layer: Layer;
  hasRelu: boolean;
}

/** What the generator is asked for. */
interface Asked {
  noise: Float32Array;
  /** A share for each label. */
  digit: number[];
}

export class NoiseLab {
  readonly gan: Gan;
  #state = $state.raw<NoiseState>(OPENING);
  #fault = $state.raw<NoiseFault>(NO_FAULT);
  /** The number of noise that is looked at. */
  #chosen = $state(0);
  /** Stage of the way through the generator, from 0. */
  #stage = $state(Infinity);
  #isWalking = $state(false);
  #isPlaying = $state(false);
  #picture = $state.raw<Float32Array | null>(null);
  #tensors = $state.raw<Results | null>(null);
  readonly #runs = new Latest(() => this.#make());
  #unshown: (() => void) | null = null;
  #film = $state.raw<Float32Array | null>(null);
  #filming: AbortController | null = null;
  #filmFailure = $state<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawnNoise = $state.raw<Float32Array | null>(null);
  #drawing: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;
  /** Whether the way through the generator is in view. */
  isWayShown = false;

  start = $derived(this.#state.start);
  end = $derived(this.#state.end);
  share = $derived(this.#state.share);
  fault = $derived(this.#fault);
  isPlaying = $derived(this.#isPlaying);
  isWalking = $derived(this.#isWalking);
  /** The picture's numbers in 0–1; null until there is one. It comes ahead of the other results. */
  picture = $derived(this.#picture);
  /** Every shown layer's numbers, of one run. */
  tensors = $derived(this.#tensors);
  error = $derived.by(() => this.#runs.error ?? this.#filmFailure);
  /** Pictures along the way to the other end, one after another; null if there is none, or not yet. */
  film = $derived(this.#film);

  #size = $derived.by(() => this.gan.facts?.size ?? null);
  #from = $derived.by(() => this.#size && vectorOf(this.start, this.#size).vector);
  #to = $derived.by(() => this.#size && this.end && vectorOf(this.end, this.#size).vector);
  /** The 64 numbers, on the way to the other end where there is one; null until the generator is open. */
  noise = $derived.by(() => (this.#from ? this.#at(this.share).noise : null));
  /** The same, as drawn: a frame for the numbers alone would delay the picture. */
  drawnNoise = $derived.by(() => this.#drawnNoise ?? this.noise);
  /** On the way nothing can be moved by hand. */
  isOnTheWay = $derived(this.end !== null && this.share > 0);
  chosen = $derived(this.#size ? Math.min(this.#chosen, this.#size - 1) : 0);
  stages = $derived.by(() =>
    this.gan.generator ? stagesOf(this.gan.generator.manifest.layers) : [],
  );
  /** The result that the way has reached. */
  stage = $derived(Math.min(this.#stage, Math.max(0, this.stages.length - 1)));

  constructor(gan: Gan) {
    this.gan = gan;
  }

  async open(): Promise<void> {
    await this.gan.open();
    if (!this.gan.generator) return;
    this.#check();
    void this.#shoot();
    await this.update();
  }

  /** Draws new numbers. */
  sample(): void {
    this.#set({ start: { ...this.start, noise: anySeed() } });
  }

  setDigit(digit: number): void {
    this.#set({ start: { ...this.start, digit } });
  }

  /** Takes noise that was made elsewhere. */
  take(noise: Noise, digit: number): void {
    this.pause();
    this.#set({ start: { digit, noise }, end: null, share: 0 });
    this.#check();
  }

  choose(index: number): void {
    this.#chosen = Math.min((this.#size ?? 1) - 1, Math.max(0, index));
  }

  /** Sets one number, to the nearest allowed value. */
  setNumber(index: number, value: number): void {
    if (!this.#from) return;
    const noise = Array.from(this.#from, (old) => rounded(old));
    noise[index] = rounded(inLimits(value));
    this.#set({ start: { ...this.start, noise } });
  }

  /** Where the drawn noise is along each direction, in standard deviations. */
  position(vector: readonly number[]): number {
    return this.drawnNoise ? dot(this.drawnNoise, vector) : 0;
  }

  moveAlong(vector: readonly number[], position: number): void {
    if (!this.#from) return;
    const moved = movedTo(this.#from, vector, position);
    const noise = Array.from(moved, (value) => rounded(inLimits(value)));
    this.#set({ start: { ...this.start, noise } });
  }

  /** Another digit, other noise, or both at the other end; null closes the way. */
  setEnd(end: Wish | null): void {
    this.pause();
    this.#set({ end, share: 0 });
  }

  /** Other noise at the other end. */
  sampleEnd(): void {
    if (!this.end) return;
    this.#set({ end: { ...this.end, noise: anySeed() } });
  }

  /** Along the way, 0–1. */
  seek(share: number): void {
    this.#set({ share: Math.min(1, Math.max(0, share)) });
  }

  togglePlay(): void {
    if (this.#isPlaying) this.pause();
    else this.#play();
  }

  pause(): void {
    cancelAnimationFrame(this.#frame);
    this.#isPlaying = false;
  }

  #play(): void {
    if (!this.end) return;
    if (isStill()) {
      this.seek(1);
      return;
    }
    const from = this.share >= 1 ? 0 : this.share;
    const began = performance.now();
    this.#isPlaying = true;
    const tick = (now: number) => {
      this.seek(from + Math.max(0, now - began) / WAY_MS);
      if (this.share >= 1) this.pause();
      else this.#frame = requestAnimationFrame(tick);
    };
    this.#frame = requestAnimationFrame(tick);
  }

  /** To a stage of the way through the generator. */
  goTo(stage: number): void {
    this.stopWalking();
    this.#stage = Math.min(this.stages.length - 1, Math.max(0, stage));
  }

  /** From the noise to the picture, stage by stage. */
  walk(): void {
    if (this.#isWalking) {
      this.stopWalking();
      return;
    }
    const last = this.stages.length - 1;
    if (isStill()) {
      this.#stage = last;
      return;
    }
    if (this.stage === last) this.#stage = 0;
    this.#isWalking = true;
    const step = () => {
      if (this.stage >= last) this.stopWalking();
      else {
        this.#stage = this.stage + 1;
        this.#timer = setTimeout(step, STAGE_MS);
      }
    };
    this.#timer = setTimeout(step, STAGE_MS);
  }

  stopWalking(): void {
    clearTimeout(this.#timer);
    this.#isWalking = false;
  }

  /** Nothing moves while nobody is looking. */
  leave(): void {
    this.pause();
    this.stopWalking();
  }

  /** For the address; null where nothing differs from how it opens. */
  get text(): string | null {
    // While it plays, the address waits.
    const text = encodeNoise(this.#isPlaying ? { ...this.#state, share: 0 } : this.#state);
    return text === encodeNoise(OPENING) ? null : text;
  }

  /** Follows the address; what is wrong with its numbers is reported in `fault`. */
  go(text: string | null): void {
    this.pause();
    this.#set(decodeNoise(text, OPENING));
    this.#check();
  }

  #set(change: Partial<NoiseState>): void {
    this.#state = { ...this.#state, ...change };
    this.#fault = NO_FAULT;
    if ('start' in change || 'end' in change) void this.#shoot();
    this.#drawing ??= setTimeout(() => this.#drawNoise(), TOGETHER_MS);
    void this.update();
  }

  /** Corrects numbers that came from elsewhere, and says so. */
  #check(): void {
    const size = this.#size;
    if (!size) return;
    const { start, end } = this.#state;
    const wishes = end ? [start, end] : [start];
    const faults = wishes.map((wish) => vectorOf(wish, size).fault);
    const sum = (count: keyof NoiseFault) => faults.reduce((all, fault) => all + fault[count], 0);
    this.#fault = { clamped: sum('clamped'), unreadable: sum('unreadable') };
    const right = (wish: Wish): Wish =>
      typeof wish.noise === 'number'
        ? wish
        : { ...wish, noise: Array.from(vectorOf(wish, size).vector, rounded) };
    this.#state = { ...this.#state, start: right(start), end: end && right(end) };
  }

  /** Makes the pictures of the way; those of an older way are dropped. */
  async #shoot(): Promise<void> {
    this.#filming?.abort();
    this.#filmFailure = null;
    if (!this.end) this.#film = null;
    if (!this.end || !this.#from || !this.#to) return;
    const filming = (this.#filming = new AbortController());
    const frames = Array.from({ length: FILM }, (_, i) => this.#at(i / (FILM - 1)));
    try {
      this.#film = await this.gan.makeMany(frames, filming.signal);
    } catch (error) {
      if (!filming.signal.aborted) this.#filmFailure = messageOf(error);
    }
  }

  /** Makes the digit as it is wanted now; calls meanwhile make one more. */
  async update(): Promise<void> {
    if (this.gan.generator) await this.#runs.update();
  }

  async #make(): Promise<void> {
    if (!this.#from) return;
    const asked = this.#at(this.share);
    const { output } = this.gan.generator!.manifest;
    const shown = this.isWayShown ? this.stages.map(({ name }) => name) : [output];
    const results = await this.gan.make(asked.noise, asked.digit, shown, (picture) => {
      this.#picture = picture;
      this.#drawNoise();
    });
    this.#afterPaint(() => (this.#tensors = results));
  }

  #drawNoise(): void {
    clearTimeout(this.#drawing);
    this.#drawing = undefined;
    this.#drawnNoise = this.noise;
  }

  /** What is wanted at a share of the way: between two digits, a share of each. */
  #at(share: number): Asked {
    const [from, to] = [this.#from as Float32Array, this.#to];
    const digit = this.gan.facts!.labels.map(() => 0);
    digit[this.start.digit] += this.end ? 1 - share : 1;
    if (this.end) digit[this.end.digit] += share;
    return { noise: to ? spherical(from, to, share) : from, digit };
  }

  /** The picture's own frame comes first; then the maps of the last run are shown. */
  #afterPaint(show: () => void): void {
    const isAsked = this.#unshown !== null;
    this.#unshown = show;
    if (isAsked) return;
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.#unshown?.();
        this.#unshown = null;
      }),
    );
  }
}

/** What is shown of a sequence of layers: each result, after its ReLU where one follows. */
export function stagesOf(layers: readonly Layer[]): Stage[] {
  return layers
    .filter(({ op }) => op !== 'relu')
    .map((layer) => {
      const relu = layers.find(({ op, input }) => op === 'relu' && input === layer.name);
      return { name: relu?.name ?? layer.name, layer, hasRelu: relu !== undefined };
    });
}
