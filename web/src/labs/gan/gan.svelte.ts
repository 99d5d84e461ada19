/** The two networks of the GAN laboratory: one makes a digit of noise, the other says how real a picture looks. */
import { concatenated } from '../../core/concatenated';
import { realness, type Realness } from '../../core/realness';
import {
  discriminatorFacts,
  generatorFacts,
  type GeneratorFacts,
} from '../../inference/ganManifest';
import type { Manifest, Results } from '../../inference/client';
import type { FetchedNetwork } from '../../bench';
import { messageOf } from '../../kit/messageOf';

/** What the discriminator says of a picture. */
export interface Verdict {
  /** The score of the digit that it was judged as: alone it means nothing, only beside others of the same digit. */
  score: number;
  /** The probability that it is a person's digit, 0–1. */
  realness: number;
}

/** One network beside what its manifest says of its part. */
interface Opened<Facts> {
  client: NonNullable<FetchedNetwork['client']>;
  facts: Facts;
}

/** A network that is opened once, with facts that are read from its manifest; either may fail, with a sentence. */
class Part<Facts> {
  readonly model: FetchedNetwork;
  readonly #read: (manifest: Manifest) => Facts;
  #opened = $state.raw<Opened<Facts> | null>(null);
  #failure = $state<string | null>(null);

  opened = $derived(this.#opened);
  failure = $derived.by(() => this.#failure ?? this.model.failure);

  constructor(model: FetchedNetwork, read: (manifest: Manifest) => Facts) {
    this.model = model;
    this.#read = read;
  }

  async open(): Promise<void> {
    this.#failure = null;
    await this.model.open();
    const { client } = this.model;
    if (!client || this.#opened) return;
    try {
      this.#opened = { client, facts: this.#read(client.manifest) };
    } catch (error) {
      this.#failure = messageOf(error);
    }
  }
}

export class Gan {
  readonly #generator: Part<GeneratorFacts>;
  readonly #discriminator: Part<Realness>;

  /** Null until it can run: noise, labels and directions, as the manifest has them. */
  facts = $derived.by(() => this.#generator.opened?.facts ?? null);
  /** Null until it can run. */
  generator = $derived.by(() => this.#generator.opened?.client ?? null);
  /** Null until it can run. */
  discriminator = $derived.by(() => this.#discriminator.opened?.client ?? null);
  /** How its scores become probabilities, and what it says on average of real digits and of generated ones. */
  realness = $derived.by(() => this.#discriminator.opened?.facts ?? null);
  isReady = $derived(this.generator !== null && this.discriminator !== null);
  /** Why one of them did not load; opening again tries again. */
  failure = $derived.by(() => this.#generator.failure ?? this.#discriminator.failure);

  constructor(models: { named(name: string): FetchedNetwork }) {
    this.#generator = new Part(models.named('gan/generator'), generatorFacts);
    this.#discriminator = new Part(models.named('gan/discriminator'), discriminatorFacts);
  }

  /** Fetches both, once. A failure is in `failure`. */
  async open(): Promise<void> {
    await Promise.all([this.#generator.open(), this.#discriminator.open()]);
  }

  /**
   * A digit and everything on the way to it, by the layers' names.
   *
   * @param noise as many numbers as the manifest says, 64
   * @param digit the label wanted, or a share of each label: between two, shares of both
   * @param outputs names of the layers that are fetched: all, if left out
   * @param onPicture called with the picture's numbers in 0–1, ahead of the rest
   * @throws where it is not open yet, or where the noise is too long or too short
   */
  async make(
    noise: Float32Array,
    digit: number | readonly number[],
    outputs?: string[],
    onPicture?: (picture: Float32Array) => void,
  ): Promise<Results> {
    const { client, facts } = opened(this.#generator.opened, 'generator');
    const wish = wishOf(noise, digit, facts);
    return (await client.run(wish, outputs, onPicture)).tensors;
  }

  /** Many digits: pictures in 0–1, one after another. Rejects if it is given up. */
  async makeMany(
    wishes: readonly { noise: Float32Array; digit: number | readonly number[] }[],
    signal: AbortSignal,
  ): Promise<Float32Array> {
    const { client, facts } = opened(this.#generator.opened, 'generator');
    const { output } = client.manifest;
    const pictures = concatenated(wishes.map(({ noise, digit }) => wishOf(noise, digit, facts)));
    const count = wishes.length;
    const found = await client.study({ kind: 'batch', pictures, count, outputs: [output] }, signal);
    return found[output];
  }

  /**
   * How real a picture looks.
   *
   * @param picture 28×28 numbers in 0–1, normalised as the detector's are
   * @param digit what it is meant to be
   * @throws where it is not open yet
   */
  async judge(picture: Float32Array, digit: number): Promise<Verdict> {
    const { client, facts } = opened(this.#discriminator.opened, 'discriminator');
    const { output } = client.manifest;
    const { tensors } = await client.run(picture.slice(), [output]);
    const score = tensors[output][digit];
    return { score, realness: realness(score, digit, facts) };
  }
}

function opened<Facts>(part: Opened<Facts> | null, name: string): Opened<Facts> {
  if (!part) throw new Error(`The ${name} is not loaded yet; wait until it is open.`);
  return part;
}

/** What the generator is given: the noise, then a number for each label, all zero but the wanted ones'. */
function wishOf(
  noise: Float32Array,
  digit: number | readonly number[],
  { size, labels }: GeneratorFacts,
): Float32Array {
  if (noise.length !== size)
    throw new RangeError(`The noise has ${noise.length} numbers; the generator takes ${size}.`);
  const shares =
    typeof digit === 'number' ? labels.map((_, label) => (label === digit ? 1 : 0)) : digit;
  if (shares.length !== labels.length)
    throw new RangeError(`${shares.length} labels were wished for; there are ${labels.length}.`);
  return concatenated([noise, shares]);
}
