/**
 * A network before it has learnt anything, drawn as PyTorch does by default: every weight and bias of a layer uniformly from
 * ±1/√n, n the numbers that one of its outputs is made of (He et al. 2015 with a = √5, torch.nn.Linear.reset_parameters).
 * The distribution is PyTorch's, the numbers are not: they come from a generator of the page's own.
 */
import type { ForwardLayer } from '../../core/forward';
import { uniform } from '../../core/random';
import type { Weights } from '../../core/weightSurgery';
import { sizeOf, type Tensor } from '../../core/tensor';

/** @param like a trained network, for its shapes */
export function initialWeights(
  layers: readonly ForwardLayer[],
  like: Weights,
  seed: number,
): Map<string, Tensor> {
  const chance = uniform(seed);
  const result = new Map<string, Tensor>();
  for (const { weight, bias } of layers) {
    if (!weight || !bias) continue;
    const bound = 1 / Math.sqrt(sizeOf(like.get(weight)!.shape.slice(1)));
    for (const name of [weight, bias]) {
      const { shape } = like.get(name)!;
      const data = new Float32Array(sizeOf(shape));
      for (let i = 0; i < data.length; i++) data[i] = bound * (2 * chance() - 1);
      result.set(name, { data, shape });
    }
  }
  return result;
}
