/**
 * A convolution layer, one number at a time. What CNNs call convolution is cross-correlation: the kernel is laid on
 * the picture as it is, not flipped.
 *
 *   out[o, r, c] = bias[o] + Σ_i Σ_m Σ_n  in[i, r·stride − padding + m, c·stride − padding + n] · kernel[o, i, m, n]
 */
import type { Position, Tensor } from './tensor';

export interface Conv2d {
  /** [O, C, kH, kW] */
  weight: Tensor;
  /** [O] */
  bias: Tensor;
  stride: number;
  padding: number;
}

/** One product of the sum: input value × weight, and where both stand. */
export interface Product {
  input: number;
  weight: number;
  channel: number;
  /** In the kernel. */
  kernelRow: number;
  kernelColumn: number;
}

/** All products that are summed into one output value: C·kH·kW of them; outside the picture the input is 0. */
export function products(layer: Conv2d, input: Tensor, at: Position): Product[] {
  const [, channels, height, width] = layer.weight.shape;
  const [, inHeight, inWidth] = input.shape;
  const result: Product[] = [];
  for (let channel = 0; channel < channels; channel++) {
    for (let m = 0; m < height; m++) {
      for (let n = 0; n < width; n++) {
        const row = at.row * layer.stride - layer.padding + m;
        const column = at.column * layer.stride - layer.padding + n;
        const inside = row >= 0 && row < inHeight && column >= 0 && column < inWidth;
        result.push({
          input: inside ? input.data[(channel * inHeight + row) * inWidth + column] : 0,
          weight: layer.weight.data[((at.channel * channels + channel) * height + m) * width + n],
          channel,
          kernelRow: m,
          kernelColumn: n,
        });
      }
    }
  }
  return result;
}

/** The output value: the sum of the products and the bias. */
export function conv2dAt(layer: Conv2d, input: Tensor, at: Position): number {
  return products(layer, input, at).reduce(
    (sum, product) => sum + product.input * product.weight,
    layer.bias.data[at.channel],
  );
}

/** Side of the output: floor((size + 2·padding − kernel) / stride) + 1. */
export function outputSize(size: number, kernel: number, stride: number, padding: number): number {
  const result = Math.floor((size + 2 * padding - kernel) / stride) + 1;
  if (result < 1)
    throw new RangeError(
      `kernel_size=${kernel} is larger than the padded input ${size + 2 * padding}; reduce kernel_size or raise padding.`,
    );
  return result;
}
