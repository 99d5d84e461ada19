/**
 * From the gradients with respect to every layer's numbers to those with respect to its weights: each weight was used at
 * many places, and each use adds (gradient that arrives there) × (number that the weight met there).
 * Checked against PyTorch's autograd on the cases of tests/parity/training.
 */
import { shapeOf, type Values } from './backward';
import { inside, type ForwardLayer, type ForwardNetwork } from './forward';

/**
 * @param values every layer's numbers, with the picture under its own name
 * @param slopes gradients with respect to every layer's numbers, see backward.ts
 * @returns by the weights' names, in their own order
 */
export function weightGradients(
  network: ForwardNetwork,
  values: Values,
  slopes: Values,
): Map<string, Float32Array> {
  const result = new Map<string, Float32Array>();
  for (const layer of network.layers) {
    if (!layer.weight || !layer.bias) continue;
    const { shape } = network.weights.get(layer.weight)!;
    const slope = slopes[layer.name];
    const given = values[layer.input];
    result.set(
      layer.weight,
      layer.op === 'conv2d'
        ? ofKernels(layer, slope, given, shapeOf(network, layer.input), shape)
        : ofMatrix(slope, given),
    );
    result.set(layer.bias, ofBias(slope, shape[0]));
  }
  return result;
}

/** d weight[o, i] = d out[o] · in[i] */
function ofMatrix(slope: ArrayLike<number>, given: ArrayLike<number>): Float32Array {
  const count = given.length;
  const result = new Float32Array(slope.length * count);
  for (let unit = 0; unit < slope.length; unit++) {
    const factor = slope[unit];
    if (factor === 0) continue;
    for (let i = 0, at = unit * count; i < count; i++, at++) result[at] = factor * given[i];
  }
  return result;
}

/** d weight[o, i, m, n] = Σ over places of d out[o, place] · in[i, what lies under (m, n) there] */
function ofKernels(
  { shape: [, outHeight, outWidth], stride = 1, padding = 0 }: ForwardLayer,
  slope: ArrayLike<number>,
  given: ArrayLike<number>,
  [, height, width]: readonly number[],
  [channels, into, kernelHeight, kernelWidth]: readonly number[],
): Float32Array {
  const area = outHeight * outWidth;
  const result = new Float32Array(channels * into * kernelHeight * kernelWidth);
  const sum = new Float64Array(into * kernelHeight * kernelWidth);
  for (let channel = 0; channel < channels; channel++) {
    sum.fill(0);
    for (let place = 0; place < area; place++) {
      const factor = slope[channel * area + place];
      // After max pooling most gradients are zero.
      if (factor === 0) continue;
      const top = Math.floor(place / outWidth) * stride - padding;
      const left = (place % outWidth) * stride - padding;
      const [mFrom, mTo] = inside(top, 1, kernelHeight, height);
      const [nFrom, nTo] = inside(left, 1, kernelWidth, width);
      for (let source = 0; source < into; source++)
        for (let m = mFrom; m < mTo; m++) {
          const at = (source * height + top + m) * width + left;
          const to = (source * kernelHeight + m) * kernelWidth;
          for (let n = nFrom; n < nTo; n++) sum[to + n] += factor * given[at + n];
        }
    }
    result.set(sum, channel * sum.length);
  }
  return result;
}

/** A bias was added at every place of its map: the sum of what arrives there. */
function ofBias(slope: ArrayLike<number>, channels: number): Float32Array {
  const area = slope.length / channels;
  return Float32Array.from({ length: channels }, (_, channel) => {
    let sum = 0;
    for (let i = channel * area; i < (channel + 1) * area; i++) sum += slope[i];
    return sum;
  });
}
