/**
 * How one number of the network came to be: the terms that were added, the bias, what the ReLU made of it.
 *
 * Works for any sequence of the layers that the manifest can name; nothing here knows how many there are.
 */
import { products } from './conv2d';
import { contributions } from './linear';
import { maxPoolAt, poolWindow } from './pool';
import type { LayerGeometry } from './receptiveField';
import { indexOf, positionOf, valueAt, type Position, type Tensor } from './tensor';
import { repeatedFrom } from './upsample2d';

export interface LayerSpec extends LayerGeometry {
  /** Names of the weight tensors, where the layer has any. */
  weight?: string;
  bias?: string;
}

/** One run of a network: its layers, its weights, every result. */
export interface Numbers {
  layers: readonly LayerSpec[];
  layer(name: string): LayerSpec | undefined;
  /** A result, or the picture, by name; null where nothing was run. */
  tensor(name: string): Tensor | null;
  weight(name: string): Tensor;
}

export interface Term {
  /** Where the input value stands in its layer; in the padding, beyond the edges. */
  from: Position;
  input: number;
  weight: number;
  /** input × weight */
  amount: number;
}

export interface Explanation {
  /** The layer that computes; if the element's own layer is a ReLU, the layer before it. */
  layer: LayerSpec;
  /** The element's own layer and place. */
  name: string;
  at: Position;
  /** In the layer's own order; of a pooling window the winner has weight 1, the others 0. */
  terms: Term[];
  bias: number | null;
  hasRelu: boolean;
  /** The network's own number before the ReLU. */
  before: number;
  /** The network's own number. */
  value: number;
}

/** The layer that computes what `name` shows: for a ReLU, the layer before it. */
export function computingLayer(numbers: Pick<Numbers, 'layer'>, name: string): LayerSpec | null {
  const shown = numbers.layer(name);
  if (shown?.op !== 'relu') return shown ?? null;
  return numbers.layer(shown.input) ?? null;
}

/** null for a pixel of the picture, and where nothing was run. */
export function explain(numbers: Numbers, name: string, at: Position): Explanation | null {
  const layer = computingLayer(numbers, name);
  const own = numbers.tensor(name);
  const input = layer && numbers.tensor(layer.input);
  const result = layer && numbers.tensor(layer.name);
  if (!layer || !own || !input || !result) return null;
  const bias = layer.bias ? numbers.weight(layer.bias).data[at.channel] : null;
  return {
    layer,
    name,
    at,
    terms: termsOf(layer, numbers, input, at),
    bias,
    hasRelu: name !== layer.name,
    before: result.data[indexOf(result.shape, at)],
    value: own.data[indexOf(own.shape, at)],
  };
}

function termsOf(layer: LayerSpec, numbers: Numbers, input: Tensor, at: Position): Term[] {
  const term = (from: Position, value: number, weight: number): Term => ({
    from,
    input: value,
    weight,
    amount: value * weight,
  });
  switch (layer.op) {
    case 'conv2d': {
      const { stride = 1, padding = 0 } = layer;
      const [weight, bias] = [numbers.weight(layer.weight!), numbers.weight(layer.bias!)];
      return products({ weight, bias, stride, padding }, input, at).map((product) => {
        const row = at.row * stride - padding + product.kernelRow;
        const column = at.column * stride - padding + product.kernelColumn;
        return term({ channel: product.channel, row, column }, product.input, product.weight);
      });
    }
    case 'linear': {
      const weight = numbers.weight(layer.weight!);
      const start = at.channel * weight.shape[1];
      const amounts = contributions(
        { weight, bias: numbers.weight(layer.bias!) },
        input,
        at.channel,
      );
      return Array.from(amounts, (amount, i) => ({
        from: { channel: i, row: 0, column: 0 },
        input: input.data[i],
        weight: weight.data[start + i],
        amount,
      }));
    }
    case 'max_pool2d': {
      const { kernel_size: size = 1, stride = size, padding = 0 } = layer;
      const { winner } = maxPoolAt(input, at, size, stride, padding);
      // Outside the map the input is −∞, which no product may touch.
      return poolWindow(input, at, size, stride, padding).map(({ value, ...from }) =>
        from.row === winner.row && from.column === winner.column
          ? term(from, value, 1)
          : { from, input: value, weight: 0, amount: 0 },
      );
    }
    case 'flatten': {
      const from = positionOf(input.shape, at.channel);
      return [term(from, input.data[indexOf(input.shape, from)], 1)];
    }
    case 'unflatten': {
      const from = { channel: indexOf(layer.shape, at), row: 0, column: 0 };
      return [term(from, input.data[from.channel], 1)];
    }
    case 'upsample2d': {
      const from = repeatedFrom(at, layer.scale_factor!);
      return [term(from, valueAt(input, from), 1)];
    }
    default: {
      return [term(at, input.data[indexOf(input.shape, at)], 1)];
    }
  }
}

/** The terms of each input channel, as of a convolution over several maps. */
export function byChannel(terms: readonly Term[]): Term[][] {
  const groups = new Map<number, Term[]>();
  for (const term of terms) {
    const group = groups.get(term.from.channel);
    if (group) group.push(term);
    else groups.set(term.from.channel, [term]);
  }
  return [...groups.values()];
}

export const sumOf = (terms: readonly Term[]): number =>
  terms.reduce((sum, { amount }) => sum + amount, 0);
