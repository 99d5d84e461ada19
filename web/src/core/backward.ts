/**
 * Back-propagation: how much one result of the network changes with every number before it. The chain rule, layer by
 * layer from the end: each layer turns the gradient with respect to its output into the one with respect to its input.
 * Checked against PyTorch's autograd on the cases of tests/parity/gradients.
 */
import { isBetween } from './clamp';
import type { LayerGeometry } from './receptiveField';
import type { Tensor } from './tensor';

/** A layer with the name of its weights in the weights file, where it has any. */
export interface BackwardLayer extends LayerGeometry {
  weight?: string;
}

export interface Network {
  layers: readonly BackwardLayer[];
  input: { name: string; shape: readonly number[] };
  weights: ReadonlyMap<string, Tensor>;
}

/** The numbers of every layer and of the picture, by name. */
export type Values = Readonly<Record<string, ArrayLike<number>>>;

/** The shape of a layer's numbers, or of the picture's. */
export const shapeOf = (
  { layers, input }: Pick<Network, 'layers' | 'input'>,
  name: string,
): readonly number[] => [input, ...layers].find((one) => one.name === name)!.shape;

/**
 * Gradients of a weighted sum of one layer's numbers, Σ_k seed[k] · output[k], with respect to the picture and to every
 * layer that leads to the output. A seed with a single 1 gives d output[k] / d everything.
 *
 * @param values what a run of the network gave, with the picture under its own name
 * @returns by the layer's name, in the layer's own order; float64
 */
export function gradients(
  network: Network,
  values: Values,
  output: string,
  seed: ArrayLike<number>,
): Record<string, Float64Array> {
  const result: Record<string, Float64Array> = { [output]: Float64Array.from(seed) };
  for (const layer of [...network.layers].reverse()) {
    const gradient = result[layer.name];
    // A layer that the output does not depend on.
    if (!gradient) continue;
    const before = throughLayer(
      layer,
      gradient,
      { values: values[layer.input], shape: shapeOf(network, layer.input) },
      layer.weight === undefined ? null : network.weights.get(layer.weight)!,
    );
    const sum = result[layer.input];
    // A result that two layers read gets the sum of both.
    if (sum) before.forEach((value, i) => (sum[i] += value));
    else result[layer.input] = before;
  }
  return result;
}

interface Input {
  values: ArrayLike<number>;
  shape: readonly number[];
}

function throughLayer(
  layer: BackwardLayer,
  gradient: Float64Array,
  input: Input,
  weight: Tensor | null,
): Float64Array {
  switch (layer.op) {
    case 'conv2d':
      return throughConv2d(layer, gradient, input.shape, weight!);
    case 'linear':
      return throughLinear(gradient, weight!);
    case 'max_pool2d':
      return throughMaxPool2d(layer, gradient, input);
    case 'relu':
      // The slope at exactly 0 is taken as 0, as PyTorch does.
      return gradient.map((value, i) => (input.values[i] > 0 ? value : 0));
    case 'flatten':
    case 'unflatten':
      return gradient.slice();
    case 'upsample2d':
      return throughUpsample2d(layer, gradient, input.shape);
    case 'clamp':
      // At 0 and 1 themselves the slope is 1, as PyTorch has it.
      return gradient.map((value, i) => (isBetween(input.values[i]) ? value : 0));
  }
}

/** d in[i] = Σ_o d out[o] · weight[o, i] */
function throughLinear(gradient: Float64Array, weight: Tensor): Float64Array {
  const count = weight.shape[1];
  const result = new Float64Array(count);
  gradient.forEach((slope, unit) => {
    if (slope === 0) return;
    const start = unit * count;
    for (let i = 0; i < count; i++) result[i] += slope * weight.data[start + i];
  });
  return result;
}

/** Every output value hands its gradient to the window that it came from, times the kernel. */
function throughConv2d(
  layer: BackwardLayer,
  gradient: Float64Array,
  [channels, height, width]: readonly number[],
  weight: Tensor,
): Float64Array {
  const { stride, padding } = slide(layer);
  const [, outHeight, outWidth] = layer.shape;
  const [maps, , kernelHeight, kernelWidth] = weight.shape;
  const kernelSize = kernelHeight * kernelWidth;
  // The channels of a place lie side by side here, so that the innermost loop is a long one: that halves the time.
  const kernels = new Float32Array(weight.data.length); // (O, kH, kW, C)
  for (let kernel = 0; kernel < maps; kernel++)
    transpose(weight.data, kernels, kernel * channels * kernelSize, channels, kernelSize);
  const sums = new Float64Array(channels * height * width); // (H, W, C)
  for (let index = 0; index < gradient.length; index++) {
    const slope = gradient[index];
    // After max pooling most gradients are zero: skipping them saves three quarters of the time.
    if (slope === 0) continue;
    const kernel = Math.floor(index / (outHeight * outWidth)) * kernelSize;
    const top = (Math.floor(index / outWidth) % outHeight) * stride - padding;
    const left = (index % outWidth) * stride - padding;
    const [mFrom, mTo] = [Math.max(0, -top), Math.min(kernelHeight, height - top)];
    const [nFrom, nTo] = [Math.max(0, -left), Math.min(kernelWidth, width - left)];
    for (let m = mFrom; m < mTo; m++) {
      for (let n = nFrom; n < nTo; n++) {
        const from = (kernel + m * kernelWidth + n) * channels;
        const to = ((top + m) * width + left + n) * channels;
        for (let channel = 0; channel < channels; channel++)
          sums[to + channel] += slope * kernels[from + channel];
      }
    }
  }
  const result = new Float64Array(sums.length);
  transpose(sums, result, 0, height * width, channels);
  return result;
}

/** Writes `rows` × `columns` numbers from `start` on as `columns` × `rows`, at the same place. */
function transpose<Numbers extends Float32Array | Float64Array>(
  from: Numbers,
  to: Numbers,
  start: number,
  rows: number,
  columns: number,
): void {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      to[start + column * rows + row] = from[start + row * columns + column];
}

/** Only the winner of each window gets the gradient; where windows overlap it gets the sum. */
function throughMaxPool2d(
  layer: BackwardLayer,
  gradient: Float64Array,
  { values, shape: [, height, width] }: Input,
): Float64Array {
  const { size, stride, padding } = slide(layer);
  const [, outHeight, outWidth] = layer.shape;
  const result = new Float64Array(values.length);
  gradient.forEach((slope, index) => {
    if (slope === 0) return;
    const channel = Math.floor(index / (outHeight * outWidth));
    const top = (Math.floor(index / outWidth) % outHeight) * stride - padding;
    const left = (index % outWidth) * stride - padding;
    let winner = -1;
    for (let row = Math.max(0, top); row < Math.min(height, top + size); row++) {
      for (let column = Math.max(0, left); column < Math.min(width, left + size); column++) {
        const candidate = (channel * height + row) * width + column;
        // The first of equals wins, as in PyTorch.
        if (winner < 0 || values[candidate] > values[winner]) winner = candidate;
      }
    }
    result[winner] += slope;
  });
  return result;
}

/** A value gets the sum of the square that repeats it. */
function throughUpsample2d(
  { shape: [, , outWidth], scale_factor = 1 }: BackwardLayer,
  gradient: Float64Array,
  [channels, height, width]: readonly number[],
): Float64Array {
  const result = new Float64Array(channels * height * width);
  gradient.forEach((slope, index) => {
    // Rows of all maps lie below one another, and each map's height is a multiple of the factor.
    const row = Math.floor(Math.floor(index / outWidth) / scale_factor);
    result[row * width + Math.floor((index % outWidth) / scale_factor)] += slope;
  });
  return result;
}

function slide(layer: BackwardLayer): { size: number; stride: number; padding: number } {
  const { kernel_size: size = 1, stride = 1, padding = 0 } = layer;
  return { size, stride, padding };
}
