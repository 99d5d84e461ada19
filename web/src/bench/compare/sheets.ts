/** One layer of two pictures as three sheets that share places and order: A, B and A − B. */
import { difference, distanceOf, mostDifferent, reordered } from './difference';
import { magnitude, sizeOf } from '../../core/tensor';
import {
  hitTest,
  layoutNetwork,
  longest,
  valueBox,
  type Block,
  type Box,
} from '../network/networkLayout';
import type { Unit } from '../network/hover.svelte';
import type { NetworkData } from '../networkData';
import { scales, type Theme } from '../../kit/theme';
import { colourAt, shareOf, textAt, type Paint } from '../../kit/maps/valueColours';
import { largest, paintBlock } from '../network/paintNetwork';

export interface Sheet {
  values: Float32Array;
  paint: Paint;
  most: number;
}

/** Wider than this, in CSS pixels, the network's layout would put its blocks side by side. */
const WIDEST = 600;

/** The block of every drawn layer, laid out on its own, as wide as a sheet. */
export function sheetBlocks(data: NetworkData, width: number): Block[] {
  const room = Math.min(WIDEST, width);
  const letters = longest(data.labels);
  const { blocks } = layoutNetwork(data.layers, data.input, data.output, room, letters);
  return blocks.map((block) => ({ ...block, x: 0, y: 0 }));
}

/** A's values, B's and their difference; A and B share one scale, the difference has a symmetric one. */
export function sheetsOf(a: NetworkData, layer: string, values: [Float32Array, Float32Array]) {
  const gap = difference(...values);
  const isPicture = layer === a.input.name;
  const isSigned = a.isSigned(layer);
  const paint: Paint = isPicture ? 'pixel' : isSigned ? 'diverging' : 'activation';
  const mostOf = isSigned ? magnitude : largest;
  const most = isPicture ? 1 : Math.max(...values.map(mostOf));
  const sheets: Sheet[] = values.map((own) => ({ values: own, paint, most }));
  sheets.push({ values: gap, paint: 'diverging', most: magnitude(gap) });
  return { sheets, distance: distanceOf(...values) };
}

/** Maps by how much they differ; a vector keeps its order, which is how its values are looked up. */
export function orderOf(gap: Float32Array, shape: readonly number[]): number[] {
  return shape.length === 3
    ? mostDifferent(gap, sizeOf(shape.slice(1)))
    : Array.from({ length: shape[0] }, (_, i) => i);
}

/** Which value lies under a point of a sheet. */
export function unitAt(block: Block, order: readonly number[], x: number, y: number): Unit | null {
  const { width, height } = block;
  const place = hitTest({ blocks: [block], width, height, isWide: false }, x, y);
  return place && { ...place, channel: order[place.channel] };
}

/** Where a value lies on a sheet. */
export function boxOf(block: Block, order: readonly number[], unit: Unit): Box {
  return valueBox(block, { ...unit, channel: order.indexOf(unit.channel) });
}

export function paintSheet(
  canvas: HTMLCanvasElement,
  block: Block,
  order: readonly number[],
  { values, paint, most }: Sheet,
  labels: readonly string[],
  theme: Theme,
): void {
  const ratio = devicePixelRatio;
  const size = [Math.round(block.width * ratio), Math.round(block.height * ratio)];
  if (canvas.width !== size[0]) canvas.width = size[0];
  if (canvas.height !== size[1]) canvas.height = size[1];
  const context = canvas.getContext('2d')!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, block.width, block.height);
  context.imageSmoothingEnabled = false;
  const scale = scales(theme)[paint];
  const own = { ...block, layer: `compare ${block.layer}` };
  const isOrdered = block.shape.length === 3;
  const shown = isOrdered ? reordered(values, order) : values;
  if (block.kind !== 'output') {
    paintBlock(context, own, shown, scale, most, paint === 'diverging');
    return;
  }
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = '15px "Source Code Pro", monospace';
  labels.forEach((label, channel) => {
    const share = shareOf(values[channel], most, paint);
    const { x, y, width, height } = valueBox(block, { channel, row: 0, column: 0 });
    context.fillStyle = colourAt(scale, share);
    context.fillRect(x, y, width, height);
    context.fillStyle = textAt(scale, share);
    context.fillText(label, x + width / 2, y + height / 2 + 1);
  });
}
