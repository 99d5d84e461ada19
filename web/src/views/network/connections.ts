/** What a number of the network is made of: which places feed it, how strongly, and the sum in words' numbers. */
import { products } from '../../core/conv2d';
import { contributions } from '../../core/linear';
import { maxPoolAt } from '../../core/pool';
import { inputWindow, windowOf, type Window } from '../../core/receptiveField';
import { indexOf, positionOf, type Position, type Tensor } from '../../core/tensor';
import type { Unit } from '../../state/hover.svelte';
import type { NetworkData } from './networkData';

export interface Feed {
  layer: string;
  channel: number;
  window: Window;
  /** What it adds to the sum. */
  amount: number;
}

export interface Origin {
  /** The largest first. */
  feeds: Feed[];
  /** How many terms the sum has; 1 where a value is only passed on. */
  terms: number;
  /** Sum of the products, without the bias; null where nothing is summed. */
  sum: number | null;
  bias: number | null;
  /** Before ReLU; null where none follows. */
  before: number | null;
  value: number;
}

/** More lines than this are a fog. */
const SHOWN_FEEDS = 24;

/** How the value of a unit came to be; null for a pixel of the picture, or where nothing is drawn. */
export function originOf(data: NetworkData, unit: Unit): Origin | null {
  const shown = data.layer(unit.layer);
  const tensor = data.tensor(unit.layer);
  if (!shown || !tensor) return null;
  const layer = shown.op === 'relu' ? data.layer(shown.input)! : shown;
  const input = data.tensor(layer.input)!;
  const value = tensor.data[indexOf(tensor.shape, unit)];
  const before =
    shown.op === 'relu' ? data.tensor(layer.name)!.data[indexOf(tensor.shape, unit)] : null;
  const source = { layer: layer.input, window: inputWindow(layer, windowOf(unit), input.shape) };
  const passed = { terms: 1, sum: null, bias: null, before, value };
  switch (layer.op) {
    case 'conv2d': {
      const [weight, bias] = data.weights(layer);
      const { stride = 1, padding = 0 } = layer;
      const terms = products({ weight, bias, stride, padding }, input, unit);
      const partial = new Float64Array(input.shape[0]);
      for (const term of terms) partial[term.channel] += term.input * term.weight;
      const feeds = Array.from(partial, (amount, channel) => ({ ...source, channel, amount }));
      return summed(feeds, terms.length, bias.data[unit.channel], before, value);
    }
    case 'linear': {
      const [weight, bias] = data.weights(layer);
      const amounts = contributions({ weight, bias }, input, unit.channel);
      const feeds = Array.from(amounts, (amount, channel) => ({
        layer: layer.input,
        channel,
        window: windowOf({ channel, row: 0, column: 0 }),
        amount,
      }));
      return summed(feeds, amounts.length, bias.data[unit.channel], before, value);
    }
    case 'max_pool2d': {
      const { winner } = maxPoolAt(input, unit, layer.kernel_size!, layer.stride!);
      const window = windowOf(winner);
      return { ...passed, feeds: [{ ...source, channel: winner.channel, window, amount: value }] };
    }
    case 'flatten': {
      const position = positionOf(input.shape, unit.channel);
      return { ...passed, feeds: [feedAt(layer.input, position, input)] };
    }
    default:
      return { ...passed, feeds: [] };
  }
}

function feedAt(layer: string, position: Position, input: Tensor): Feed {
  const amount = input.data[indexOf(input.shape, position)];
  return { layer, channel: position.channel, window: windowOf(position), amount };
}

function summed(
  feeds: Feed[],
  terms: number,
  bias: number,
  before: number | null,
  value: number,
): Origin {
  const sum = feeds.reduce((total, { amount }) => total + amount, 0);
  feeds.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  return {
    feeds: feeds.slice(0, SHOWN_FEEDS).filter(({ amount }) => amount !== 0),
    terms,
    sum,
    bias,
    before,
    value,
  };
}
