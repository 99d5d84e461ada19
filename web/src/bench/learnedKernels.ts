/** The kernels that the network learned to look at the picture with. */
import { readSafetensors } from '../core/safetensors';
import type { Tensor } from '../core/tensor';
import { checkManifest, type Manifest } from '../inference/manifest';
import { examplesOf, type Example } from './examples';
import { fetched } from '../kit/fetched';

/** A kernel for each map of the first layer, size × size numbers, row after row. */
export interface LearnedKernels {
  layer: string;
  size: number;
  kernels: number[][];
}

const manifestAt = async (base: string): Promise<Manifest> =>
  checkManifest(await (await fetched(new URL('manifest.json', base))).json());

/** @param base address of the folder that holds manifest.json and the files that it names */
export async function examplesAt(base: string): Promise<Example[]> {
  return examplesOf(await manifestAt(base), base);
}

/** Fetches the weights alone, without the engine that runs them. */
export async function learnedKernelsAt(base: string): Promise<LearnedKernels> {
  const manifest = await manifestAt(base);
  const weights = await (await fetched(new URL(manifest.files.weights.path, base))).arrayBuffer();
  return learnedKernels(manifest, readSafetensors(weights));
}

/** From the first convolution, which reads the picture itself; over its first input channel. */
export function learnedKernels(
  { layers, input }: Pick<Manifest, 'layers' | 'input'>,
  weights: ReadonlyMap<string, Tensor>,
): LearnedKernels {
  const layer = layers.find(({ op, input: from }) => op === 'conv2d' && from === input.name);
  const weight = layer?.weight ? weights.get(layer.weight) : undefined;
  if (!layer || !weight) throw new Error('This network has no convolution that reads the picture.');
  const [count, channels, size] = weight.shape;
  const area = size * size;
  const kernels = Array.from({ length: count }, (_, index) => [
    ...weight.data.subarray(index * channels * area, index * channels * area + area),
  ]);
  return { layer: layer.name, size, kernels };
}
