/** A network of convolutions as blocks: what stands between two poolings, and what comes out of it. */
import type { LayerGeometry } from '../../core/receptiveField';

export interface Block {
  /** From 1. */
  number: number;
  convolutions: LayerGeometry[];
  /** The pooling at its end. */
  end: LayerGeometry;
  /** Pixels of the picture, a side, that one value at its end is made from, as if the edges cut none off. */
  field: number;
}

/** Each pooling ends a block; what follows the last one is in none. */
export function blocksOf(layers: readonly LayerGeometry[]): Block[] {
  const blocks: Block[] = [];
  let convolutions: LayerGeometry[] = [];
  for (const layer of layers) {
    if (layer.op === 'conv2d') convolutions.push(layer);
    if (layer.op !== 'max_pool2d') continue;
    const field = fieldSize(layers, layer.name);
    blocks.push({ number: blocks.length + 1, convolutions, end: layer, field });
    convolutions = [];
  }
  return blocks;
}

/** Pixels a side that a value depends on, edges aside: (size − 1)·stride + kernel, layer by layer down to the picture. */
export function fieldSize(layers: readonly LayerGeometry[], name: string): number {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  let size = 1;
  for (let layer = byName.get(name); layer; layer = byName.get(layer.input))
    size = (size - 1) * (layer.stride ?? 1) + (layer.kernel_size ?? 1);
  return size;
}

/** A map's largest value, and where it stands. */
export interface Peak {
  channel: number;
  row: number;
  column: number;
  value: number;
}

/** The peak of every map, the strongest map first. @param shape [C, H, W] */
export function peaksOf(data: ArrayLike<number>, shape: readonly number[]): Peak[] {
  const [channels, height = 1, width = 1] = shape;
  const area = height * width;
  const peaks = Array.from({ length: channels }, (_, channel): Peak => {
    let best = channel * area;
    for (let i = best + 1; i < (channel + 1) * area; i++) if (data[i] > data[best]) best = i;
    const place = best - channel * area;
    return { channel, row: Math.floor(place / width), column: place % width, value: data[best] };
  });
  return peaks.sort((a, b) => b.value - a.value);
}
