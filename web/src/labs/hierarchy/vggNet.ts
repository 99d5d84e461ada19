/**
 * VGGNet's configurations as published, and our own in the same form.
 *
 * Source: Simonyan and Zisserman 2014, "Very Deep Convolutional Networks for Large-Scale Image Recognition",
 * https://arxiv.org/abs/1409.1556, tables 1 and 2. A-LRN and C are left out.
 */
import { blocksOf } from './blocks';
import type { LayerGeometry } from '../../core/receptiveField';
import { sizeOf } from '../../core/tensor';

/** This many convolutions with this many maps each, one after another. */
interface Convolutions {
  kernelSize: number;
  maps: number;
  count: number;
}

export interface Configuration {
  /** Null for ours. */
  name: string | null;
  /** [C, side, side] of the picture. */
  channels: number;
  side: number;
  blocks: { convolutions: Convolutions[]; side: number }[];
  /** Outputs of the dense layers. */
  dense: number[];
  /** Layers that have weights. */
  depth: number;
  parameters: number;
}

const KERNEL_SIZE = 3;
const IMAGENET = { channels: 3, side: 224, dense: [4096, 4096, 1000] };
const MAPS = [64, 128, 256, 512, 512];

/** Convolutions in each of the five blocks. */
const PUBLISHED: [name: string, counts: number[]][] = [
  ['A', [1, 1, 2, 2, 2]],
  ['B', [2, 2, 2, 2, 2]],
  ['D', [2, 2, 3, 3, 3]],
  ['E', [2, 2, 4, 4, 4]],
];

function published([name, counts]: (typeof PUBLISHED)[number]): Configuration {
  let { channels, side } = IMAGENET;
  let parameters = 0;
  const blocks = counts.map((count, i) => {
    const maps = MAPS[i];
    for (let k = 0; k < count; k++) {
      parameters += maps * (channels * KERNEL_SIZE ** 2 + 1);
      channels = maps;
    }
    side /= 2;
    return { convolutions: [{ kernelSize: KERNEL_SIZE, maps, count }], side };
  });
  let inputs = channels * side * side;
  for (const outputs of IMAGENET.dense) {
    parameters += outputs * (inputs + 1);
    inputs = outputs;
  }
  const depth = counts.reduce((sum, count) => sum + count, 0) + IMAGENET.dense.length;
  return { name, ...IMAGENET, blocks, depth, parameters };
}

export const originals: readonly Configuration[] = PUBLISHED.map(published);

/** A network of ours in the same form. @param pictureShape [C, H, W] */
export function ours(
  layers: readonly LayerGeometry[],
  [channels, , side]: readonly number[],
  parameters: number,
): Configuration {
  const blocks = blocksOf(layers).map(({ convolutions, end }) => {
    const runs: Convolutions[] = [];
    for (const { kernel_size: kernelSize = 1, shape } of convolutions) {
      const last = runs.at(-1);
      if (last?.kernelSize === kernelSize && last.maps === shape[0]) last.count++;
      else runs.push({ kernelSize, maps: shape[0], count: 1 });
    }
    return { convolutions: runs, side: end.shape[2] };
  });
  const dense = layers.filter(({ op }) => op === 'linear').map(({ shape }) => sizeOf(shape));
  const depth = layers.filter(({ op }) => op === 'conv2d').length + dense.length;
  return { name: null, channels, side, blocks, dense, depth, parameters };
}
