/** The network as the view sees it: layers, numbers and weights by name, the picture among them as a first layer. */
import type { Tensor } from '../../core/tensor';
import type { Layer } from '../../inference/manifest';
import type { Detector } from '../../state/detector.svelte';

export class NetworkData {
  readonly layers: readonly Layer[];
  readonly input: { name: string; op: 'input'; input: string; shape: number[] };
  readonly output: string;
  readonly #detector: Detector;
  readonly #byName: Map<string, Layer>;

  constructor(detector: Detector) {
    const { layers, input, output } = detector.client.manifest;
    this.#detector = detector;
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

  layer(name: string): Layer | undefined {
    return this.#byName.get(name);
  }

  /** The numbers of a result, or of the picture; null where nothing is drawn. */
  tensor(name: string): Tensor | null {
    if (name === this.input.name) {
      const pixels = this.#detector.pixels;
      return (
        pixels && { data: Float32Array.from(pixels, (grey) => grey / 255), shape: this.input.shape }
      );
    }
    const data = this.#detector.tensors?.[name];
    const layer = this.#byName.get(name);
    return data && layer ? { data, shape: layer.shape } : null;
  }

  /** Weight and bias of a layer that has them. */
  weights(layer: Layer): [weight: Tensor, bias: Tensor] {
    const { weights } = this.#detector.client;
    return [weights.get(layer.weight!)!, weights.get(layer.bias!)!];
  }
}
