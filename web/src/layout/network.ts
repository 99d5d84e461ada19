/**
 * Network → boxes and positions. Pure: shapes and a width in, rectangles out, no DOM.
 *
 * A layer becomes a block of cells: a cell is a whole map where the layer has maps, one value where it is a vector.
 * Wide, the blocks stand side by side around one middle line; narrow, below one another.
 */

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

export type BlockKind = 'maps' | 'vector' | 'units' | 'output';

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
const BLOCK_GAP = { wide: 24, narrow: 10 };
const INPUT_WIDTH = { wide: 150, narrow: 112 };
const OUTPUT_CELL = 28;
/** A row of the standing vector: its 384 rows are then about as tall as the tallest maps. */
const VECTOR_ROW = 1.25;

/** How a block is shown: wide it takes `share` of the width, narrow all of it in `narrowColumns`. */
interface Style {
  kind: BlockKind;
  share: number;
  columns: number;
  narrowColumns: number;
  gap: number;
}

function styleOf(layer: LayoutLayer, isInput: boolean, isOutput: boolean): Style {
  const count = layer.shape[0];
  if (isInput) return { kind: 'maps', share: 0.12, columns: 1, narrowColumns: 1, gap: 0 };
  if (isOutput) return { kind: 'output', share: 0.04, columns: 1, narrowColumns: 10, gap: 2 };
  if (layer.op === 'flatten')
    return { kind: 'vector', share: 0.06, columns: 24, narrowColumns: 128, gap: 0 };
  if (layer.shape.length === 1)
    return { kind: 'units', share: 0.1, columns: 8, narrowColumns: 16, gap: 1 };
  if (count <= 32) return { kind: 'maps', share: 0.22, columns: 4, narrowColumns: 8, gap: 3 };
  // Smaller maps get a narrower block: pooling halves the sides, and it shows.
  const share = layer.op === 'max_pool2d' ? 0.17 : 0.28;
  return { kind: 'maps', share, columns: 5, narrowColumns: 8, gap: 3 };
}

/** What is drawn, in order: each result, but for those that a ReLU follows the ReLU's. */
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
 */
export function layoutNetwork(
  layers: readonly LayoutLayer[],
  input: LayoutLayer,
  output: string,
  width: number,
): NetworkLayout {
  const drawn = [{ layer: input, title: [input.name] }, ...drawnLayers(layers)];
  const isWide = width >= WIDE_FROM;
  const styles = drawn.map(({ layer }, i) => styleOf(layer, i === 0, layer.name === output));
  const total = styles.reduce((sum, { share }) => sum + share, 0);
  const usable = width - BLOCK_GAP.wide * (drawn.length - 1);
  const blocks: Block[] = [];
  let [x, y] = [0, 0];
  drawn.forEach(({ layer, title }, i) => {
    const available = isWide ? (usable * styles[i].share) / total : width;
    const block = blockOf(layer, title, styles[i], available, isWide);
    blocks.push({ ...block, x: Math.round(x), y: y + TITLE_HEIGHT });
    if (isWide) x += available + BLOCK_GAP.wide;
    else y += TITLE_HEIGHT + block.height + CAPTION_HEIGHT + BLOCK_GAP.narrow;
  });
  if (!isWide) return { blocks, width, height: Math.ceil(y), isWide };
  const tallest = Math.max(...blocks.map(({ height }) => height));
  return {
    blocks: blocks.map((block) => ({
      ...block,
      y: Math.round(TITLE_HEIGHT + (tallest - block.height) / 2),
    })),
    width,
    height: Math.ceil(TITLE_HEIGHT + tallest + CAPTION_HEIGHT),
    isWide,
  };
}

function blockOf(
  { name, shape }: LayoutLayer,
  title: string[],
  style: Style,
  available: number,
  isWide: boolean,
): Block {
  const { kind, gap } = style;
  const columns = isWide ? style.columns : style.narrowColumns;
  const rows = Math.ceil(shape[0] / columns);
  const cell = cellOf(style, columns, shape[0] === 1, available, isWide);
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

function cellOf(
  { kind, gap }: Style,
  columns: number,
  isInput: boolean,
  available: number,
  isWide: boolean,
): { width: number; height: number } {
  if (kind === 'vector') {
    const width = available / columns;
    // A vector of thousands is a texture: its cells are as low as the screen allows.
    return { width, height: isWide ? VECTOR_ROW : width * 0.75 };
  }
  if (isInput) {
    const side = Math.min(Math.floor(available), isWide ? INPUT_WIDTH.wide : INPUT_WIDTH.narrow);
    return { width: side, height: side };
  }
  const side = Math.max(4, Math.floor((available - gap * (columns - 1)) / columns));
  if (kind === 'output') return { width: Math.min(side, OUTPUT_CELL + 8), height: OUTPUT_CELL };
  return { width: side, height: side };
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
