/** A number of the network in words: its address, and how it came to be. */
import { positionOf } from '../../core/tensor';
import { i18n } from '../../i18n/index.svelte';
import type { Block } from '../../layout/network';
import type { Unit } from '../../state/hover.svelte';
import type { Origin } from './connections';
import type { NetworkData } from './networkData';

/** Decimals of the values shown. */
const DIGITS = 4;
const value = (number: number) => i18n.number(number, DIGITS);

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
  if (origin.sum !== null && origin.bias !== null) {
    const total = value(origin.sum + origin.bias);
    const sum = t.sum(i18n.number(origin.terms), value(origin.sum), value(origin.bias), total);
    return origin.before === null ? sum : `${sum} ${t.relu(value(origin.value))}`;
  }
  const layer = data.layer(unit.layer)!;
  if (layer.op === 'max_pool2d') return t.largest(String(layer.kernel_size));
  const { channel, row, column } = positionOf(data.layer(layer.input)!.shape, unit.channel);
  return t.copied(String(channel), String(row), String(column));
}

export const valueOf = value;
