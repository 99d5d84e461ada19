/** A dense layer: out[o] = bias[o] + Σ_i in[i] · weight[o, i]. */
import type { Tensor } from './tensor';

export interface Linear {
  /** [O, I] */
  weight: Tensor;
  /** [O] */
  bias: Tensor;
}

/** The contribution input × weight of every input to one output. */
export function contributions(layer: Linear, input: Tensor, unit: number): Float64Array {
  const count = layer.weight.shape[1];
  const start = unit * count;
  const result = new Float64Array(count);
  for (let i = 0; i < count; i++) result[i] = input.data[i] * layer.weight.data[start + i];
  return result;
}

export function linearAt(layer: Linear, input: Tensor, unit: number): number {
  return contributions(layer, input, unit).reduce(
    (sum, contribution) => sum + contribution,
    layer.bias.data[unit],
  );
}
