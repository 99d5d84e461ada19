/**
 * The chain rule, opened: the terms that one gradient is the sum of. Of a weight, one for each place where it was used; of
 * a number of the network, one for each number that was made with it.
 */
import { shapeOf } from '../../core/backward';
import type { Term } from '../../core/explain';
import {
  layerOf,
  type ForwardLayer,
  type ForwardNetwork,
  type Results64,
} from '../../core/forward';
import { maxPoolAt } from '../../core/pool';
import { indexOf, isSamePlace, positionOf, sizeOf, type Position } from '../../core/tensor';
import type { WeightPlace } from '../../core/trainingStep';

/** A network, its numbers and their gradients. */
export interface Traced extends ForwardNetwork {
  values: Results64;
  slopes: Results64;
}

/** Terms of a gradient: `weight` is the gradient that arrives at `from`, `input` what it is multiplied by. */
export interface GradientSum {
  /** The layer that `from` is a place of. */
  layer: ForwardLayer;
  terms: Term[];
  total: number;
}

const term = (from: Position, input: number, slope: number): Term => ({
  from,
  input,
  weight: slope,
  amount: input * slope,
});

const totalOf = (layer: ForwardLayer, terms: Term[]): GradientSum => ({
  layer,
  terms,
  total: terms.reduce((sum, { amount }) => sum + amount, 0),
});

/** Where a weight stands in its kernel: the map that it lies over, row and column. */
export const cellOf = (shape: readonly number[], index: number): Position =>
  positionOf(shape.slice(1), index % sizeOf(shape.slice(1)));

/** What one weight met, wherever it was used. A bias met a 1. */
export function weightTerms(traced: Traced, { name, index }: WeightPlace): GradientSum {
  const layer = layerOf(traced, name);
  const slopes = traced.slopes[layer.name];
  const tensor = traced.weights.get(layer.weight!)!;
  const channels = tensor.shape[0];
  const area = sizeOf(layer.shape) / channels;
  const isBias = name === layer.bias;
  const inOne = sizeOf(tensor.shape.slice(1));
  const channel = isBias ? index : Math.floor(index / inOne);
  const given = traced.values[layer.input];
  const shape = shapeOf(traced, layer.input);
  const cell = cellOf(tensor.shape, index);
  const terms = Array.from({ length: area }, (_, place) => {
    const at = positionOf(layer.shape, channel * area + place);
    const met = isBias ? 1 : metAt(layer, given, shape, cell, at);
    return term(at, met, slopes[channel * area + place]);
  });
  return totalOf(layer, terms);
}

function metAt(
  { op, stride = 1, padding = 0 }: ForwardLayer,
  given: Float64Array,
  shape: readonly number[],
  cell: Position,
  at: Position,
): number {
  if (op === 'linear') return given[cell.channel];
  const row = at.row * stride - padding + cell.row;
  const column = at.column * stride - padding + cell.column;
  if (row < 0 || row >= shape[1] || column < 0 || column >= shape[2]) return 0;
  return given[indexOf(shape, { channel: cell.channel, row, column })];
}

/**
 * What came back to one number of the network, from the layer after it; null where nothing comes after: the loss itself is
 * what hands the logits theirs.
 */
export function slopeTerms(traced: Traced, name: string, at: Position): GradientSum | null {
  const layer = traced.layers.find(({ input }) => input === name);
  if (!layer) return null;
  const slopes = traced.slopes[layer.name];
  const shape = shapeOf(traced, name);
  const index = indexOf(shape, at);
  switch (layer.op) {
    case 'relu':
      return totalOf(layer, [term(at, traced.values[name][index] > 0 ? 1 : 0, slopes[index])]);
    case 'flatten':
      return totalOf(layer, [term({ channel: index, row: 0, column: 0 }, 1, slopes[index])]);
    case 'linear': {
      const { data, shape: sides } = traced.weights.get(layer.weight!)!;
      const terms = Array.from({ length: sides[0] }, (_, unit) =>
        term({ channel: unit, row: 0, column: 0 }, data[unit * sides[1] + index], slopes[unit]),
      );
      return totalOf(layer, terms);
    }
    case 'conv2d':
      return totalOf(layer, kernelsOver(traced, layer, at, slopes));
    case 'max_pool2d':
      return totalOf(layer, windowsOver(traced, layer, shape, at, slopes));
    default:
      throw new RangeError(`Layer ${layer.name} has op=${layer.op}, whose gradient is not opened.`);
  }
}

/** Windows of a sliding layer that this place lies in, with its cell in each. */
function windows(
  { shape: [, outHeight, outWidth], kernel_size: size = 1, stride = 1, padding = 0 }: ForwardLayer,
  at: Position,
): { row: number; column: number; m: number; n: number }[] {
  const found = [];
  for (let m = 0; m < size; m++)
    for (let n = 0; n < size; n++) {
      const [row, column] = [(at.row + padding - m) / stride, (at.column + padding - n) / stride];
      const isPlace = Number.isInteger(row) && Number.isInteger(column);
      if (isPlace && row >= 0 && row < outHeight && column >= 0 && column < outWidth)
        found.push({ row, column, m, n });
    }
  return found;
}

function kernelsOver(
  traced: Traced,
  layer: ForwardLayer,
  at: Position,
  slopes: ArrayLike<number>,
): Term[] {
  const { data, shape } = traced.weights.get(layer.weight!)!;
  const [channels, into, height, width] = shape;
  const over = windows(layer, at);
  return Array.from({ length: channels }, (_, channel) =>
    over.map(({ row, column, m, n }) => {
      const from = { channel, row, column };
      const cell = ((channel * into + at.channel) * height + m) * width + n;
      return term(from, data[cell], slopes[indexOf(layer.shape, from)]);
    }),
  ).flat();
}

/** 1 where it was the largest of the window, else 0; the first of equals wins. */
function windowsOver(
  traced: Traced,
  layer: ForwardLayer,
  shape: readonly number[],
  at: Position,
  slopes: ArrayLike<number>,
): Term[] {
  const input = { data: traced.values[layer.input], shape };
  const { kernel_size: size = 1, stride = size, padding = 0 } = layer;
  return windows({ ...layer, stride }, at).map(({ row, column }) => {
    const from = { channel: at.channel, row, column };
    const { winner } = maxPoolAt(input, from, size, stride, padding);
    return term(from, isSamePlace(winner, at) ? 1 : 0, slopes[indexOf(layer.shape, from)]);
  });
}
