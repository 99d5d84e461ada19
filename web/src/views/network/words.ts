/** A number of the network in words: its address, and how it came to be. */
import { roundToSum } from '../../core/roundToSum';
import { positionOf } from '../../core/tensor';
import { i18n, VALUE_DIGITS } from '../../i18n/index.svelte';
import type { Block } from '../../layout/network';
import type { Unit } from '../../state/hover.svelte';
import type { Origin } from './connections';
import type { NetworkData } from '../../state/networkData';

/** "conv1 + ReLU", "max pool 2×2", "achata", … */
export function titleOf(data: NetworkData, block: Pick<Block, 'layer' | 'title'>): string {
  const t = i18n.t.network;
  if (block.layer === data.input.name) return t.input;
  if (block.layer === data.output) return t.output;
  const layer = data.layer(block.layer)!;
  if (layer.op === 'max_pool2d') return t.pool(String(layer.kernel_size));
  if (layer.op === 'flatten') return t.flatten;
  return block.title.join(' + ');
}

export const shapeOf = (shape: readonly number[]): string => shape.join(' × ');

/** "conv1 + ReLU · mapa 7 · linha 9, coluna 16" */
export function addressOf(data: NetworkData, block: Block, unit: Unit): string {
  const t = i18n.t.network;
  const title = titleOf(data, block);
  if (block.shape.length === 1) return `${title} · ${t.value(i18n.number(unit.channel))}`;
  const place = t.place(String(unit.row), String(unit.column));
  if (block.shape[0] === 1) return `${title} · ${place}`;
  return `${title} · ${t.map(String(unit.channel))} · ${place}`;
}

/** How the value came to be, with the numbers. */
export function sentenceOf(data: NetworkData, unit: Unit, origin: Origin | null): string {
  const t = i18n.t.network;
  if (unit.layer === data.input.name) return t.pixel;
  if (!origin) return t.nothing;
  const { layer, terms, bias, before } = origin;
  if (bias !== null) {
    const [products, shownBias] = roundToSum([before - bias, bias], before, VALUE_DIGITS);
    const sum = t.sum(
      i18n.number(terms.length),
      i18n.value(products),
      i18n.value(shownBias),
      i18n.value(before),
    );
    return origin.hasRelu ? `${sum} ${t.relu(i18n.value(origin.value))}` : sum;
  }
  if (layer.op === 'max_pool2d') return t.largest(String(layer.kernel_size));
  const { channel, row, column } = positionOf(data.layer(layer.input)!.shape, unit.channel);
  return t.copied(String(channel), String(row), String(column));
}
