/** What a network's layers store and compute: parameters, multiplications, and how often each weight is used. */
import type { Operation } from './receptiveField';
import { sizeOf } from './tensor';

export interface CountedLayer {
  name: string;
  op: Operation;
  /** Shape of its result, without the batch axis. */
  shape: readonly number[];
  /** Names of tensors, where the layer has weights. */
  weight?: string;
  bias?: string;
}

export interface LayerCount {
  name: string;
  op: Operation;
  /** Weights alone. */
  weights: number;
  /** Weights and biases. */
  parameters: number;
  /** Products of a weight and a value, for one picture; those with the zeros of a padding count too. */
  multiplications: number;
  /** How often each weight is used: once in a dense layer, in a convolution at every position of its result. */
  uses: number;
}

/** Layers that have weights, in order. */
export function layerCounts(
  layers: readonly CountedLayer[],
  tensors: readonly { name: string; shape: readonly number[] }[],
): LayerCount[] {
  const size = (name?: string) => {
    const tensor = tensors.find((tensor) => tensor.name === name);
    return tensor ? sizeOf(tensor.shape) : 0;
  };
  return layers
    .filter(({ weight }) => weight)
    .map(({ name, op, shape, weight, bias }) => {
      const weights = size(weight);
      const uses = op === 'conv2d' ? sizeOf(shape.slice(1)) : 1;
      const parameters = weights + size(bias);
      return { name, op, weights, parameters, multiplications: weights * uses, uses };
    });
}

export interface NetworkCount {
  parameters: number;
  multiplications: number;
  /** Uses of a weight on average. */
  uses: number;
}

export function networkCount(layers: readonly LayerCount[]): NetworkCount {
  const total = (of: (layer: LayerCount) => number) =>
    layers.reduce((sum, layer) => sum + of(layer), 0);
  const multiplications = total((layer) => layer.multiplications);
  return {
    parameters: total((layer) => layer.parameters),
    multiplications,
    uses: multiplications / total((layer) => layer.weights),
  };
}
