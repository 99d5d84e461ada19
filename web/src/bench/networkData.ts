/** One run of the network as views see it: layers, numbers and weights by name, the picture as a first layer. */
import { computingLayer, explain, type Explanation, type Numbers } from '../core/explain';
import { inkOf } from '../core/greys';
import { rounded } from '../core/roundToSum';
import { isSamePlace, type Position, type Tensor } from '../core/tensor';
import { i18n, SHARE_DIGITS, sharesShown } from '../kit/i18n/i18n.svelte';
import type { Layer, Manifest } from '../inference/manifest';
import { sharesOf } from './prediction/readAnswer';
import { benchWords } from './words';

/** Where the numbers come from: the detector, live, or a run that was kept. */
export interface Source {
  readonly manifest: Manifest;
  readonly weights: ReadonlyMap<string, Tensor>;
  /** The grey levels that the network saw; null where nothing is drawn. */
  readonly pixels: Uint8Array | null;
  /** Every layer's numbers by name; null where nothing is drawn. */
  readonly tensors: Readonly<Record<string, Float32Array>> | null;
}

/** The name under which the percentages are opened, after the last layer. */
export const SOFTMAX = 'softmax';
/** The same of a discriminator, see core/realness.ts. */
const SIGMOID = 'sigmoid';

/** The data set of the shipped network, whose manifest names none. */
const DIGITS = 'mnist';

const inks = new WeakMap<Uint8Array, Float32Array>();

/** Grey levels as the network takes them, 0–1: worked out once, asked for by every view. */
function keptInkOf(pixels: Uint8Array): Float32Array {
  let ink = inks.get(pixels);
  if (!ink) {
    ink = inkOf(pixels);
    inks.set(pixels, ink);
  }
  return ink;
}

export class NetworkData implements Numbers {
  readonly layers: readonly Layer[];
  readonly input: { name: string; op: 'input'; input: string; shape: number[] };
  readonly output: string;
  readonly manifest: Manifest;
  /** The classes in words. */
  readonly labels: readonly string[];
  readonly #nouns: readonly string[] | null;
  readonly #source: Source;
  readonly #byName: Map<string, Layer>;
  #explained: (Omit<Source, 'manifest'> & { explanation: Explanation }) | null = null;

  /**
   * @param labels the classes in the page's language, where the manifest has keys in their place
   * @param nouns the same as a sentence names one of them, "a coat"; left out for digits
   */
  constructor(
    source: Source,
    labels: readonly string[] = source.manifest.labels,
    nouns: readonly string[] | null = null,
  ) {
    const { layers, input, output } = source.manifest;
    this.#source = source;
    this.manifest = source.manifest;
    this.labels = labels;
    this.#nouns = nouns;
    this.layers = layers;
    this.#byName = new Map(layers.map((layer) => [layer.name, layer]));
    this.input = {
      name: input.name,
      op: 'input',
      input: '',
      shape: input.shape.slice(1).map(Number),
    };
    this.output = output;
  }

  /** Whether it reads digits; if not, the page's sentences speak of pictures. */
  get isOfDigits(): boolean {
    return (this.manifest.dataset?.key ?? DIGITS) === DIGITS;
  }

  /** The classes as a sentence names one of them: "a 3", "a coat". */
  get nouns(): readonly string[] {
    return this.#nouns ?? this.labels.map(benchWords().why.noun);
  }

  /** Another run of the same network. */
  of(source: Source): NetworkData {
    return new NetworkData(source, this.labels, this.#nouns);
  }

  /** The name under which its percentages are opened. */
  get percentages(): string {
    return this.manifest.realness ? SIGMOID : SOFTMAX;
  }

  /** What its class is called in code: the deck's name, unless it is not a classifier. */
  get className(): string {
    return this.manifest.realness ? 'Discriminator' : 'CNN';
  }

  /** The last layer's numbers as percentages; null where nothing is drawn. */
  get shares(): number[] | null {
    const output = this.tensor(this.output);
    return output && sharesOf(output.data, this.manifest);
  }

  /** Its shares as shown: those that share out a whole add up to it. */
  sharesShown(shares: readonly number[]): number[] {
    return this.manifest.realness
      ? shares.map((share) => rounded(share, SHARE_DIGITS))
      : sharesShown(shares);
  }

  /** The same as percentages. */
  percents(shares: readonly number[]): string[] {
    return this.sharesShown(shares).map((share) => i18n.percent(share));
  }

  layer(name: string): Layer | undefined {
    return this.#byName.get(name);
  }

  /** The layer that computes what `name` shows: for a ReLU, the layer before it. */
  computing(name: string): Layer | null {
    return computingLayer(this, name) as Layer | null;
  }

  /** The result that is drawn for a layer: its ReLU's, if one follows. */
  shown(name: string): string {
    return this.layers.find(({ op, input }) => op === 'relu' && input === name)?.name ?? name;
  }

  /** Whether a result can be below zero: after ReLU none is, and pooling and flatten keep that. */
  isSigned(name: string): boolean {
    const layer = this.#byName.get(name);
    if (!layer || layer.op === 'relu') return false;
    return layer.op === 'conv2d' || layer.op === 'linear' || this.isSigned(layer.input);
  }

  /** The shape of a result, of the picture or of the percentages, without the batch axis. */
  shape(name: string): readonly number[] | null {
    if (name === this.input.name) return this.input.shape;
    if (name === this.percentages) return [this.manifest.labels.length];
    return this.#byName.get(name)?.shape ?? null;
  }

  /** The numbers of a result, or of the picture; null where nothing is drawn. */
  tensor(name: string): Tensor | null {
    if (name === this.input.name) {
      const pixels = this.#source.pixels;
      return pixels && { data: keptInkOf(pixels), shape: this.input.shape };
    }
    const data = this.#source.tensors?.[name];
    const layer = this.#byName.get(name);
    return data && layer ? { data, shape: layer.shape } : null;
  }

  weight(name: string): Tensor {
    return this.#source.weights.get(name)!;
  }

  /** Weight and bias of a layer that has them. */
  weights(layer: Layer): [weight: Tensor, bias: Tensor] {
    return [this.weight(layer.weight!), this.weight(layer.bias!)];
  }

  /**
   * How a number came to be; null for a pixel of the picture, and where nothing is drawn. It can have thousands of terms:
   * it is worked out once for the network view and the lens, which look at the same number.
   */
  explain(name: string, at: Position): Explanation | null {
    const { weights, pixels, tensors } = this.#source;
    const known = this.#explained;
    if (
      known?.explanation.name === name &&
      isSamePlace(known.explanation.at, at) &&
      known.weights === weights &&
      known.pixels === pixels &&
      known.tensors === tensors
    )
      return known.explanation;
    const explanation = explain(this, name, at);
    this.#explained = explanation && { weights, pixels, tensors, explanation };
    return explanation;
  }
}
