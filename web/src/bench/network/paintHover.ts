/** What is pointed at, what feeds it, and the part of the picture that it sees. */
import { isEmpty, receptiveField } from '../../core/receptiveField';
import { cellBox, valueBox, windowBox, type Box, type NetworkLayout } from './networkLayout';
import type { Unit } from './hover.svelte';
import type { Origin } from './connections';
import type { NetworkData } from '../networkData';

export interface HoverColours {
  lamp: string;
  positive: string;
  negative: string;
  paper: string;
}

const MARK_LEAST = 5;

/** Paints the overlay; the context's unit is a CSS pixel. */
export function paintHover(
  context: CanvasRenderingContext2D,
  layout: NetworkLayout,
  data: NetworkData,
  unit: Unit | null,
  origin: Origin | null,
  colours: HoverColours,
): void {
  context.clearRect(0, 0, layout.width, layout.height);
  if (!unit) return;
  const blocks = new Map(layout.blocks.map((block) => [block.layer, block]));
  const block = blocks.get(unit.layer);
  if (!block) return;
  const target = valueBox(block, unit);
  const most = origin?.feeds[0] ? Math.abs(origin.feeds[0].amount) : 1;
  // The weakest first, so that the strongest lie on top.
  for (const feed of origin?.feeds.toReversed() ?? []) {
    const from = blocks.get(feed.layer);
    if (!from) continue;
    const source = windowBox(from, feed.channel, feed.window);
    const strength = Math.abs(feed.amount) / most;
    context.globalAlpha = 0.25 + 0.7 * strength;
    context.strokeStyle = feed.amount >= 0 ? colours.positive : colours.negative;
    context.lineWidth = 0.75 + 2 * strength;
    connect(context, source, target, layout.isWide);
    mark(context, source);
  }
  context.globalAlpha = 1;
  outline(context, cellBox(block, unit.channel), colours.lamp, 1.5);
  const input = blocks.get(data.input.name);
  if (input && unit.layer !== data.input.name && block.shape.length === 3) {
    const field = receptiveField(data.layers, unit.layer, unit, data.input.shape);
    if (!isEmpty(field)) outline(context, windowBox(input, 0, field), colours.lamp, 2);
  }
  context.lineWidth = 4;
  context.strokeStyle = colours.paper;
  mark(context, target);
  context.lineWidth = 2;
  context.strokeStyle = colours.lamp;
  mark(context, target);
}

const middle = ({ x, y, width, height }: Box) => ({ x: x + width / 2, y: y + height / 2 });

function connect(context: CanvasRenderingContext2D, a: Box, b: Box, isWide: boolean): void {
  const [from, to] = [middle(a), middle(b)];
  context.beginPath();
  context.moveTo(from.x, from.y);
  if (isWide) {
    const bend = (to.x - from.x) / 2;
    context.bezierCurveTo(from.x + bend, from.y, to.x - bend, to.y, to.x, to.y);
  } else {
    const bend = (to.y - from.y) / 2;
    context.bezierCurveTo(from.x, from.y + bend, to.x, to.y - bend, to.x, to.y);
  }
  context.stroke();
}

/** A frame around a place, however small the place is. */
function mark(context: CanvasRenderingContext2D, box: Box): void {
  const width = Math.max(box.width, MARK_LEAST);
  const height = Math.max(box.height, MARK_LEAST);
  const { x, y } = middle(box);
  context.strokeRect(x - width / 2, y - height / 2, width, height);
}

/** A whole layer, as a line of code points at it. */
export function outlineBlock(context: CanvasRenderingContext2D, box: Box, colour: string): void {
  outline(context, box, colour, 2);
}

function outline(
  context: CanvasRenderingContext2D,
  box: Box,
  colour: string,
  lineWidth: number,
): void {
  context.strokeStyle = colour;
  context.lineWidth = lineWidth;
  context.strokeRect(box.x - 1, box.y - 1, box.width + 2, box.height + 2);
}
