/**
 * Network → boxes and positions. Pure: shapes and a width in, rectangles out, no DOM.
 *
 * A layer becomes a block of cells: a cell is a whole map where the layer has maps, one value where it is a vector.
 * Wide, the blocks stand side by side around one middle line; narrow, below one another.
 */
import {
  LEAST_BLOCK,
  narrowStyle,
  wideStyle,
  type BlockKind,
  type BlockStyle,
  type Size,
} from './blockStyle';

/** What the layout needs to know of a layer. */
export interface LayoutLayer {
  name: string;
  op: string;
  input: string;
  /** Without the batch axis: [C, H, W] or [N]. */
  shape: readonly number[];
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Block extends Box {
  /** The result that is drawn. */
  layer: string;
  /** The layer's name, and its ReLU's operation where one follows it. */
  title: string[];
  kind: BlockKind;
  shape: readonly number[];
  columns: number;
  rows: number;
  /** CSS pixels. */
  cell: { width: number; height: number };
  gap: number;
}

export interface NetworkLayout {
  blocks: Block[];
  width: number;
  height: number;
  isWide: boolean;
}

export interface Place {
  layer: string;
  channel: number;
  row: number;
  column: number;
}

/** Narrower than this the blocks stand below one another. CSS pixels. */
const WIDE_FROM = 620;
export const TITLE_HEIGHT = 26;
export const CAPTION_HEIGHT = 40;
/** Gap between blocks: at least this; side by side, at most that. CSS pixels. */
const BLOCK_GAP = { wide: 24, widest: 96, narrow: 10 };
/** Side by side, a block is at most this share of the width high, but may always have `least`. */
const HEIGHT = { share: 0.62, least: 360 };

/** Letters of the longest label, which its cell of the output must hold. */
export const longest = (labels: readonly string[]): number =>
  Math.max(...labels.map(({ length }) => length));

/** What is drawn, in order: each result, or its ReLU's where one follows. */
export function drawnLayers<L extends LayoutLayer>(
  layers: readonly L[],
): { layer: L; title: string[] }[] {
  const feedsRelu = new Set(layers.filter(({ op }) => op === 'relu').map(({ input }) => input));
  return layers
    .filter(({ name }) => !feedsRelu.has(name))
    .map((layer) => ({
      layer,
      title: layer.op === 'relu' ? [layer.input, 'ReLU'] : [layer.name],
    }));
}

/**
 * @param input the picture, as if it were a layer
 * @param output name of the last result
 * @param width CSS pixels that the network may take
 * @param letters length of the longest output label
 */
export function layoutNetwork(
  layers: readonly LayoutLayer[],
  input: LayoutLayer,
  output: string,
  width: number,
  letters = 1,
): NetworkLayout {
  const drawn = [{ layer: input, title: [input.name] }, ...drawnLayers(layers)].map((entry, i) => ({
    ...entry,
    shown: { ...entry.layer, isInput: i === 0, isOutput: entry.layer.name === output, letters },
  }));
  const tallest = Math.max(HEIGHT.least, HEIGHT.share * width);
  const styles = drawn.map(({ shown }) => wideStyle(shown, tallest));
  const needed = styles.reduce((sum, { least }) => sum + least + BLOCK_GAP.wide, -BLOCK_GAP.wide);
  if (width >= WIDE_FROM && needed <= width) {
    const rooms = widths(styles, width - BLOCK_GAP.wide * (styles.length - 1));
    const blocks = drawn.map(({ layer, title }, i) =>
      blockOf(layer, title, styles[i], { width: rooms[i], height: tallest }),
    );
    return sideBySide(blocks, width);
  }
  const blocks = drawn.map(({ layer, title, shown }) =>
    blockOf(layer, title, narrowStyle(shown, width), { width, height: Infinity }),
  );
  return belowOneAnother(blocks, width);
}

/** Shares out a width by weight, giving each at least what it needs. */
function widths(styles: readonly BlockStyle[], width: number): number[] {
  const fixed = new Set<BlockStyle>();
  for (;;) {
    const free = styles.filter((style) => !fixed.has(style));
    const rest = styles.reduce((left, style) => left - (fixed.has(style) ? style.least : 0), width);
    const total = free.reduce((sum, { weight }) => sum + weight, 0);
    const share = (style: BlockStyle) => (rest * style.weight) / total;
    const short = free.filter((style) => share(style) < style.least);
    if (short.length === 0)
      return styles.map((style) => (fixed.has(style) ? style.least : share(style)));
    for (const style of short) fixed.add(style);
  }
}

/** Around one middle line; room left over by the blocks goes between them. */
function sideBySide(blocks: readonly Block[], width: number): NetworkLayout {
  // A title needs its room even where its block is narrower.
  const rooms = blocks.map((block) => Math.max(block.width, LEAST_BLOCK));
  const taken = rooms.reduce((sum, room) => sum + room, 0);
  const between = blocks.length > 1 ? (width - taken) / (blocks.length - 1) : 0;
  const gap = Math.min(BLOCK_GAP.widest, between);
  const tallest = Math.max(...blocks.map(({ height }) => height));
  let x = (width - taken - gap * (blocks.length - 1)) / 2;
  const placed = blocks.map((block, i) => {
    const y = Math.round(TITLE_HEIGHT + (tallest - block.height) / 2);
    const result = { ...block, x: Math.floor(x), y };
    x += rooms[i] + gap;
    return result;
  });
  const height = Math.ceil(TITLE_HEIGHT + tallest + CAPTION_HEIGHT);
  return { blocks: placed, width, height, isWide: true };
}

function belowOneAnother(blocks: readonly Block[], width: number): NetworkLayout {
  let y = 0;
  const placed = blocks.map((block) => {
    const result = { ...block, y: y + TITLE_HEIGHT };
    y += TITLE_HEIGHT + block.height + CAPTION_HEIGHT + BLOCK_GAP.narrow;
    return result;
  });
  return { blocks: placed, width, height: Math.ceil(y), isWide: false };
}

function blockOf(
  { name, shape }: LayoutLayer,
  title: string[],
  { kind, columns, gap, cell: cellIn }: BlockStyle,
  room: Size,
): Block {
  const rows = Math.ceil(shape[0] / columns);
  const cell = cellIn(room);
  return {
    layer: name,
    title,
    kind,
    shape,
    columns,
    rows,
    cell,
    gap,
    x: 0,
    y: 0,
    width: columns * cell.width + gap * (columns - 1),
    height: rows * cell.height + gap * (rows - 1),
  };
}

/** The rectangle of one cell: a map, or a value of a vector. */
export function cellBox(block: Block, channel: number): Box {
  const { cell, gap } = block;
  return {
    x: block.x + (channel % block.columns) * (cell.width + gap),
    y: block.y + Math.floor(channel / block.columns) * (cell.height + gap),
    ...cell,
  };
}

/** The rectangle of one value. */
export function valueBox(block: Block, { channel, row, column }: Omit<Place, 'layer'>): Box {
  const box = cellBox(block, channel);
  if (block.shape.length === 1) return box;
  const [, rows, columns] = block.shape;
  const [width, height] = [box.width / columns, box.height / rows];
  return { x: box.x + column * width, y: box.y + row * height, width, height };
}

/** The rectangle of a window of a map, rows and columns inclusive. */
export function windowBox(
  block: Block,
  channel: number,
  window: { top: number; bottom: number; left: number; right: number },
): Box {
  const first = valueBox(block, { channel, row: window.top, column: window.left });
  const last = valueBox(block, { channel, row: window.bottom, column: window.right });
  return {
    x: first.x,
    y: first.y,
    width: last.x + last.width - first.x,
    height: last.y + last.height - first.y,
  };
}

/** Which value lies under a point; null on the space between. */
export function hitTest(layout: NetworkLayout, x: number, y: number): Place | null {
  const block = layout.blocks.find(
    (candidate) =>
      x >= candidate.x &&
      y >= candidate.y &&
      x < candidate.x + candidate.width &&
      y < candidate.y + candidate.height,
  );
  if (!block) return null;
  const { cell, gap, columns, shape } = block;
  const tileColumn = Math.min(columns - 1, Math.floor((x - block.x) / (cell.width + gap)));
  const tileRow = Math.min(block.rows - 1, Math.floor((y - block.y) / (cell.height + gap)));
  const channel = tileRow * columns + tileColumn;
  if (channel >= shape[0]) return null;
  const box = cellBox(block, channel);
  if (x >= box.x + box.width || y >= box.y + box.height) return null;
  const place = { layer: block.layer, channel, row: 0, column: 0 };
  if (shape.length === 1) return place;
  return {
    ...place,
    row: Math.min(shape[1] - 1, Math.floor(((y - box.y) / box.height) * shape[1])),
    column: Math.min(shape[2] - 1, Math.floor(((x - box.x) / box.width) * shape[2])),
  };
}
