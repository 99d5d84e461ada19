/**
 * The whole network forwards in float64, layer by layer, in plain loops. The page's answers come from onnxruntime-web;
 * this is for what needs more digits than float32 has, like the difference that a tiny change of one weight makes.
 */
import { shapeOf, type BackwardLayer } from './backward';
import { relu } from './relu';
import { sizeOf, type AnyTensor } from './tensor';

/** A layer with the names of all its weights. */
export interface ForwardLayer extends BackwardLayer {
  bias?: string;
}

export type AnyWeights = ReadonlyMap<string, AnyTensor>;

export interface ForwardNetwork {
  layers: readonly ForwardLayer[];
  input: { name: string; shape: readonly number[] };
  weights: AnyWeights;
}

/** The layer that has this weight. */
export const layerOf = ({ layers }: Pick<ForwardNetwork, 'layers'>, tensor: string): ForwardLayer =>
  layers.find(({ weight, bias }) => weight === tensor || bias === tensor)!;

/** A network's results by the layers' names, the picture among them. */
export type Results64 = Readonly<Record<string, Float64Array>>;

/**
 * @param known what is there already: the picture under the input's name, and where `from` is given every layer before it
 * @param from name of the first layer that is computed; all of them, if left out
 * @returns `known` and every layer from there on
 */
export function forward(network: ForwardNetwork, known: Results64, from?: string): Results64 {
  const results: Record<string, Float64Array> = { ...known };
  const { layers, weights } = network;
  const first = from === undefined ? 0 : layers.findIndex(({ name }) => name === from);
  for (const layer of layers.slice(first)) {
    const given = { values: results[layer.input], shape: shapeOf(network, layer.input) };
    results[layer.name] = throughLayer(layer, given, weights);
  }
  return results;
}

interface Given {
  values: Float64Array;
  shape: readonly number[];
}

function throughLayer(layer: ForwardLayer, given: Given, weights: AnyWeights): Float64Array {
  switch (layer.op) {
    case 'conv2d':
      return conv2d(layer, given, weights.get(layer.weight!)!, weights.get(layer.bias!)!.data);
    case 'linear':
      return linear(given.values, weights.get(layer.weight!)!.data, weights.get(layer.bias!)!.data);
    case 'max_pool2d':
      return maxPool2d(layer, given);
    case 'relu':
      return given.values.map(relu);
    case 'flatten':
      return given.values;
    default:
      throw new RangeError(
        `Layer ${layer.name} has op=${layer.op}, which is not computed here; give a sequence of conv2d, relu, max_pool2d, flatten and linear.`,
      );
  }
}

function linear(
  values: Float64Array,
  weight: Float32Array | Float64Array,
  bias: Float32Array | Float64Array,
): Float64Array {
  const count = values.length;
  return Float64Array.from(bias, (start, unit) => {
    let sum = start;
    for (let i = 0, at = unit * count; i < count; i++, at++) sum += weight[at] * values[i];
    return sum;
  });
}

function conv2d(
  { shape: [channels, outHeight, outWidth], stride = 1, padding = 0 }: ForwardLayer,
  { values, shape: [, height, width] }: Given,
  { data: weight, shape: [, into, kernelHeight, kernelWidth] }: AnyTensor,
  bias: Float32Array | Float64Array,
): Float64Array {
  const area = outHeight * outWidth;
  const result = new Float64Array(channels * area);
  let next = 0;
  for (let channel = 0; channel < channels; channel++) {
    const plane = result.subarray(channel * area, (channel + 1) * area).fill(bias[channel]);
    for (let source = 0; source < into; source++)
      for (let m = 0; m < kernelHeight; m++)
        for (let n = 0; n < kernelWidth; n++) {
          const factor = weight[next++];
          // Output places whose window has this cell inside the map.
          const [top, bottom] = inside(m - padding, stride, outHeight, height);
          const [left, right] = inside(n - padding, stride, outWidth, width);
          for (let row = top; row < bottom; row++) {
            const to = row * outWidth;
            const at = (source * height + row * stride + m - padding) * width + n - padding;
            for (let column = left; column < right; column++)
              plane[to + column] += factor * values[at + column * stride];
          }
        }
  }
  return result;
}

/** The places 0 … count whose cell, `offset` from where their window begins, lies within 0 … size; the end excluded. */
export function inside(
  offset: number,
  stride: number,
  count: number,
  size: number,
): [first: number, end: number] {
  const first = Math.max(0, Math.ceil(-offset / stride));
  return [first, Math.max(first, Math.min(count, Math.ceil((size - offset) / stride)))];
}

function maxPool2d(
  {
    shape: [channels, outHeight, outWidth],
    kernel_size: size = 1,
    stride = size,
    padding = 0,
  }: ForwardLayer,
  { values, shape: [, height, width] }: Given,
): Float64Array {
  const result = new Float64Array(sizeOf([channels, outHeight, outWidth])).fill(-Infinity);
  let next = 0;
  for (let channel = 0; channel < channels; channel++)
    for (let outRow = 0; outRow < outHeight; outRow++)
      for (let outColumn = 0; outColumn < outWidth; outColumn++, next++) {
        const [top, left] = [outRow * stride - padding, outColumn * stride - padding];
        for (let row = Math.max(0, top); row < Math.min(height, top + size); row++)
          for (let column = Math.max(0, left); column < Math.min(width, left + size); column++) {
            const value = values[(channel * height + row) * width + column];
            if (value > result[next]) result[next] = value;
          }
      }
  return result;
}
