/** Both networks as they were at a moment of their training: the page's graphs with the weights that were kept then. */
import { greysOf, inkOf } from '../../../core/greys';
import { normalNoise } from '../noiseVectors';
import { realness } from '../../../core/realness';
import { readSafetensors } from '../../../core/safetensors';
import type { Patch } from '../../../core/weightSurgery';
import { sizeOf } from '../../../core/tensor';
import type { Manifest } from '../../../inference/client';
import { duelFile, type Moment } from './duelRecord';
import { fetched } from '../../../kit/fetched';
import { Gan } from '../gan.svelte';
import { keepOffline } from '../../../kit/keepOffline';
import { LabModels } from '../../../bench';
import { messageOf } from '../../../kit/messageOf';

type NetworkName = 'generator' | 'discriminator';
type Weights = Record<NetworkName, Patch[]>;

/** The picture that was made on request, and how real that moment's discriminator finds it. */
export interface Made {
  /** 28×28 grey levels. */
  pixels: Uint8Array;
  digit: number;
  share: number;
}

const FIRST_WISH = 3;

export class DuelNetworks {
  readonly #base: string;
  /** Copies of their own: the laboratory's other networks stay as training left them. */
  readonly #gan: Gan;
  readonly #kept: Record<string, Promise<Weights>> = {};
  #wanted = $state.raw<Moment | null>(null);
  #moment = $state.raw<Moment | null>(null);
  #failure = $state<string | null>(null);
  #seed = $state(1);
  #wish = $state(FIRST_WISH);
  #made = $state.raw<Made | null>(null);
  #own = $state.raw<number | null>(null);
  /** Answers to an earlier question are dropped. */
  #askedToMake = 0;
  #askedToJudge = 0;

  /** The moment whose weights they have; null until they are there. */
  moment = $derived(this.#moment);
  /** Whether somebody has asked for them. */
  isOpen = $derived(this.#wanted !== null);
  failure = $derived(this.#failure);
  wish = $derived(this.#wish);
  made = $derived(this.#made);
  /** How real the discriminator finds the visitor's own picture, 0–1; null where there is none. */
  own = $derived(this.#own);
  labels = $derived.by(() => this.#gan.facts?.labels ?? []);

  /** @param base address of the folder of the shipped network's files */
  constructor(base: string) {
    this.#base = base;
    this.#gan = new Gan(new LabModels(base));
  }

  /** Gives them a moment's weights; a failure is in `failure`. */
  async open(moment: Moment): Promise<void> {
    if (this.#wanted === moment && !this.#failure) return;
    this.#wanted = moment;
    this.#failure = null;
    try {
      const [weights] = await Promise.all([this.#weightsOf(moment), this.#gan.open()]);
      const { generator, discriminator, failure } = this.#gan;
      if (!generator || !discriminator) throw new Error(failure ?? '');
      if (this.#wanted !== moment) return;
      for (const [network, client] of Object.entries({ generator, discriminator })) {
        const patches = weights[network as NetworkName];
        checkFit(network, client.manifest, patches);
        client.patch(patches);
      }
      this.#moment = moment;
      await this.#make();
    } catch (error) {
      if (this.#wanted === moment) this.#failure = messageOf(error);
    }
  }

  /** Other noise. */
  draw(): void {
    this.#seed++;
    this.#make();
  }

  setWish(digit: number): void {
    this.#wish = digit;
    this.#make();
  }

  /**
   * Asks how real a picture is; the answer comes into `own`.
   *
   * @param pixels 28×28 grey levels; null where nothing is drawn
   */
  async judge(pixels: Uint8Array | null, digit: number | null): Promise<void> {
    const mine = ++this.#askedToJudge;
    const share =
      pixels && digit !== null && this.#moment ? await this.#shareOf(pixels, digit) : null;
    if (mine === this.#askedToJudge) this.#own = share;
  }

  async #make(): Promise<void> {
    const { generator, facts } = this.#gan;
    if (!this.#moment || !generator || !facts) return;
    const mine = ++this.#askedToMake;
    const digit = this.#wish;
    const { output } = generator.manifest;
    const noise = normalNoise(facts.size, this.#seed);
    const { [output]: picture } = await this.#gan.make(noise, digit, [output]);
    const pixels = greysOf(picture);
    const share = await this.#shareOf(pixels, digit);
    if (mine === this.#askedToMake) this.#made = { pixels, digit, share };
  }

  async #shareOf(pixels: Uint8Array, digit: number): Promise<number> {
    const calibration = this.#moment!.realness;
    const { score } = await this.#gan.judge(inkOf(pixels), digit);
    return realness(score, digit, calibration);
  }

  #weightsOf({ weights }: Moment): Promise<Weights> {
    const { path } = weights!;
    return (this.#kept[path] ??= this.#fetch(path).catch((error) => {
      delete this.#kept[path];
      throw error;
    }));
  }

  async #fetch(path: string): Promise<Weights> {
    const address = duelFile(this.#base, path);
    const tensors = readSafetensors(await (await fetched(address, 'try again')).arrayBuffer());
    keepOffline([address]);
    const of = (network: NetworkName): Patch[] =>
      [...tensors]
        .filter(([name]) => name.startsWith(`${network}.`))
        .map(([name, { data }]) => ({
          name: name.slice(network.length + 1),
          offset: 0,
          values: data,
        }));
    return { generator: of('generator'), discriminator: of('discriminator') };
  }
}

/** Every weight gets its numbers, all of them. */
function checkFit(network: string, { weights }: Manifest, patches: readonly Patch[]): void {
  for (const { name, shape } of weights) {
    const count = patches.find((patch) => patch.name === name)?.values.length ?? 0;
    if (count !== sizeOf(shape))
      throw new Error(
        `This moment's ${network}.${name} has ${count} numbers, the network takes ${sizeOf(shape)}; reload the page.`,
      );
  }
}
