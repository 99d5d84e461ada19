/** Which pixels an output depends on: two readings of its gradients. */
import type { LayerGeometry } from '../../core/receptiveField';

/**
 * Gradient × input: what a pixel would be worth if the network were linear around this picture.
 * Shrikumar, Greenside, Shcherbina, Kundaje: "Not Just a Black Box" (2016), https://arxiv.org/abs/1605.01713
 */
export function gradientTimesInput(
  gradient: ArrayLike<number>,
  picture: ArrayLike<number>,
): Float32Array {
  return Float32Array.from(picture, (ink, i) => ink * gradient[i]);
}

/**
 * Grad-CAM: the maps of a convolution, each weighted by the mean of the output's gradient over it; what is against the
 * output is left out. Selvaraju and others, 2017, section 3, https://arxiv.org/abs/1610.02391
 *
 * @param shape [C, H, W] of the maps and of their gradient
 * @returns H × W values ≥ 0
 */
export function gradCam(
  maps: ArrayLike<number>,
  gradient: ArrayLike<number>,
  [channels, height, width]: readonly number[],
): Float32Array {
  const area = height * width;
  const sum = new Float64Array(area);
  for (let channel = 0; channel < channels; channel++) {
    let weight = 0;
    for (let i = 0; i < area; i++) weight += gradient[channel * area + i] / area;
    for (let i = 0; i < area; i++) sum[i] += weight * maps[channel * area + i];
  }
  return Float32Array.from(sum, (value) => Math.max(0, value));
}

/** The result that Grad-CAM looks at: the last convolution's, or its ReLU's if one follows. */
export function lastMaps(layers: readonly LayerGeometry[]): string | null {
  const convolution = layers.findLast((layer) => layer.op === 'conv2d');
  if (!convolution) return null;
  const after = layers.find((layer) => layer.op === 'relu' && layer.input === convolution.name);
  return (after ?? convolution).name;
}

/** Where the cells of a map stand on the picture: the centre of cell i is the pixel `start + i · step`. */
export interface Placement {
  start: number;
  step: number;
}

/**
 * Places a layer's map on the picture by the centres of its receptive fields: a map without padding is smaller than the
 * picture because it says nothing about the border, and must not be stretched over it.
 */
export function placementOf(layers: readonly LayerGeometry[], name: string): Placement {
  const layer = layers.find((entry) => entry.name === name);
  if (!layer) return { start: 0, step: 1 };
  const { start, step } = placementOf(layers, layer.input);
  const { kernel_size: size = 1, stride = 1, padding = 0 } = layer;
  return { start: start + ((size - 1) / 2 - padding) * step, step: step * stride };
}
