/** A number of the network in words: its address, and how it came to be. */
import { restOf } from '../../core/roundToSum';
import { magnitude, type Position, positionOf, type Tensor } from '../../core/tensor';
import { i18n, VALUE_DIGITS } from '../../kit/i18n/i18n.svelte';
import type { Block } from './networkLayout';
import type { Unit } from './hover.svelte';
import type { Origin } from './connections';
import { largest } from './paintNetwork';
import type { NetworkData } from '../networkData';
import { benchWords } from '../words';

/** "conv1 + ReLU", "max pool 2×2", "achata", … */
export function titleOf(data: NetworkData, block: Pick<Block, 'layer' | 'title'>): string {
  const t = benchWords().network;
  if (block.layer === data.input.name) return t.input;
  if (block.layer === data.output) return t.output;
  const layer = data.layer(block.layer)!;
  if (layer.op === 'max_pool2d') return t.pool(String(layer.kernel_size));
  if (layer.op === 'flatten') return t.flatten;
  return block.title.join(' + ');
}

export const shapeOf = (shape: readonly number[]): string => shape.join(' × ');

/** The title of a result by its name, also where the network view does not draw it. */
export function layerTitle(data: NetworkData, layer: string): string {
  if (layer === data.percentages) return benchWords().network.softmax;
  const follows = data.layer(layer)?.op === 'relu' ? data.layer(layer)!.input : null;
  return titleOf(data, { layer, title: follows ? [follows, 'ReLU'] : [layer] });
}

/** "0 a 3,27"; of values that can be below zero "−3,27 a 3,27". */
export function rangeOf(data: NetworkData, layer: string, { data: values }: Tensor): string {
  if (!data.isSigned(layer))
    return benchWords().network.range('0', i18n.number(largest(values), 2));
  const most = magnitude(values);
  return benchWords().network.range(i18n.number(-most, 2), i18n.number(most, 2));
}

/** "mapa 7 · linha 9, coluna 16", "valor 3021" */
export function placeOf(shape: readonly number[], { channel, row, column }: Position): string {
  const t = benchWords().network;
  if (shape.length === 1) return t.value(i18n.number(channel));
  const place = t.place(String(row), String(column));
  return shape[0] === 1 ? place : `${t.map(String(channel))} · ${place}`;
}

/** "conv1 + ReLU · mapa 7 · linha 9, coluna 16" */
export function addressOf(data: NetworkData, block: Block, unit: Unit): string {
  return `${titleOf(data, block)} · ${placeOf(block.shape, unit)}`;
}

/** How the value came to be, with the numbers. */
export function sentenceOf(data: NetworkData, unit: Unit, origin: Origin | null): string {
  const t = benchWords().network;
  if (unit.layer === data.input.name) return t.pixel;
  if (!origin) return data.isOfDigits ? t.nothing : t.nothingElse;
  const { layer, terms, bias, before } = origin;
  if (bias !== null) {
    const sum = t.sum(
      i18n.number(terms.length),
      i18n.value(restOf(before, [bias], VALUE_DIGITS)),
      i18n.value(bias),
      i18n.value(before),
    );
    return origin.hasRelu ? `${sum} ${t.relu(i18n.value(origin.value))}` : sum;
  }
  if (layer.op === 'max_pool2d') return t.largest(String(layer.kernel_size));
  const { channel, row, column } = positionOf(data.layer(layer.input)!.shape, unit.channel);
  return t.copied(String(channel), String(row), String(column));
}
