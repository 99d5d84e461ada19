/**
 * How a layer is shown, from its shape alone: how many cells side by side, and how large. Nothing here knows which
 * network it is; the constants were chosen by looking at networks from four maps to hundreds.
 */
export type BlockKind = 'maps' | 'vector' | 'units' | 'output';

export interface Size {
  width: number;
  height: number;
}

export interface BlockStyle {
  kind: BlockKind;
  columns: number;
  /** Between cells. CSS pixels. */
  gap: number;
  /** Its share of the width where blocks stand side by side, relative to the others. */
  weight: number;
  /** The least width that shows it. CSS pixels. */
  least: number;
  /** One cell, where the whole block may take this much room. */
  cell: (room: Size) => Size;
}

/** What a block's title needs, and the shape under its maps. CSS pixels. */
export const LEAST_BLOCK = 44;
const LEAST_MAPS = 64;
const LEAST_MAP = 10;
const LEAST_OUTPUT = 22;
/** A cell of the output that holds a word needs this for each letter, and for its edges. CSS pixels. */
const WORD = { letter: 9, edges: 14 };
/** Larger cells only look coarse. CSS pixels. */
const MOST = { map: 72, input: 150, narrowInput: 112, unit: 18, value: 24, outputWidth: 36 };
/** Below one another, maps of few values stay small: CSS pixels of a value's side, and of the smallest map's. */
const SMALL_MAPS = { value: 4, map: 14 };
const OUTPUT_HEIGHT = 28;
const GAP = { maps: 3, units: 1, output: 2 };
/** A standing vector: its share of the height, unless its values would be larger than this. CSS pixels. */
const VECTOR = { height: 0.9, value: { width: 12, height: 5 } };
/** Weights: of a map, the root of its side for each column; the rest in proportion to that. */
const WEIGHT = { input: 2.1, vector: 5.6, unitColumn: 1.17, unitColumns: 16, outputColumn: 3.7 };
/** The shape of a block of maps: 32 maps stand in 4 columns, 64 in 5. */
const STANDING = 0.65;

/** Whole pixels, once a cell has at least one. */
const crisp = (size: number): number => (size >= 8 ? Math.floor(size) : size);

/** The widest cell, `most` at most, of which `columns` × `rows` fit; it is `aspect` times as high as wide. */
function fitting(
  room: Size,
  [columns, rows]: [number, number],
  gap: number,
  most: number,
  aspect = 1,
): Size {
  const width = (room.width - gap * (columns - 1)) / columns;
  const height = (room.height - gap * (rows - 1)) / rows;
  const size = crisp(Math.max(1, Math.min(width, height / aspect, most)));
  return { width: size, height: size * aspect };
}

function mapsStyle(
  shape: readonly number[],
  columns: number,
  weight: number,
  most: number,
): BlockStyle {
  const [count, height, width] = shape;
  const rows = Math.ceil(count / columns);
  // Many small cells would be mostly gaps.
  const gap = count === 1 ? 0 : columns > 16 ? 1 : GAP.maps;
  return {
    kind: 'maps',
    columns,
    gap,
    weight,
    least: Math.max(LEAST_MAPS, columns * (LEAST_MAP + gap)),
    cell: (room) => fitting(room, [columns, rows], gap, most, height / width),
  };
}

function unitsStyle(count: number, columns: number, weight: number, most: number): BlockStyle {
  const rows = Math.ceil(count / columns);
  const gap = columns > 32 ? 0 : GAP.units;
  return {
    kind: 'units',
    columns,
    gap,
    weight,
    least: LEAST_BLOCK,
    cell: (room) => fitting(room, [columns, rows], gap, most),
  };
}

/** Whether the labels are words, by the letters of the longest: digits and the like have two at most. */
export const areWords = (letters: number): boolean => letters > 2;

/** How wide a cell of the output is at most, that all labels may be read in it. */
const outputWidth = (letters: number): number =>
  areWords(letters) ? letters * WORD.letter + WORD.edges : MOST.outputWidth;

function outputStyle(columns: number, letters: number): BlockStyle {
  const gap = GAP.output;
  const most = outputWidth(letters);
  return {
    kind: 'output',
    columns,
    gap,
    weight: WEIGHT.outputColumn * columns,
    least: Math.max(LEAST_BLOCK, columns * ((areWords(letters) ? most : LEAST_OUTPUT) + gap)),
    cell: (room) => ({
      width: Math.min(most, (room.width - gap * (columns - 1)) / columns),
      height: OUTPUT_HEIGHT,
    }),
  };
}

export interface Shown {
  shape: readonly number[];
  op: string;
  isInput: boolean;
  isOutput: boolean;
  /** Length of the longest label of the output. */
  letters: number;
}

/**
 * Blocks side by side: standing, so that many of them fit.
 *
 * @param tallest the height that none should pass, in CSS pixels
 */
export function wideStyle(
  { shape, op, isInput, isOutput, letters }: Shown,
  tallest: number,
): BlockStyle {
  const count = shape[0];
  if (isOutput)
    return outputStyle(Math.ceil((count * (OUTPUT_HEIGHT + GAP.output)) / tallest), letters);
  if (shape.length === 3) {
    const columns = isInput ? 1 : Math.max(1, Math.round(STANDING * Math.sqrt(count)));
    const weight = columns * Math.sqrt(shape[2]) * (isInput ? WEIGHT.input : 1);
    return mapsStyle(shape, columns, weight, isInput ? MOST.input : MOST.map);
  }
  if (op === 'flatten') {
    const columns = Math.max(1, Math.round(Math.sqrt(count) / 4));
    const cell = (room: Size) => ({
      width: Math.min(VECTOR.value.width, room.width / columns),
      height: Math.min(
        VECTOR.value.height,
        (VECTOR.height * room.height) / Math.ceil(count / columns),
      ),
    });
    return { kind: 'vector', columns, gap: 0, weight: WEIGHT.vector, least: LEAST_BLOCK, cell };
  }
  const columns = Math.max(1, Math.round(Math.sqrt(count / 2)));
  const weight = WEIGHT.unitColumn * Math.min(columns, WEIGHT.unitColumns);
  return unitsStyle(count, columns, weight, MOST.unit);
}

/**
 * Blocks below one another: lying, each as wide as the page.
 *
 * @param width of the page, in CSS pixels
 */
export function narrowStyle(
  { shape, op, isInput, isOutput, letters }: Shown,
  width: number,
): BlockStyle {
  const count = shape[0];
  if (isOutput) {
    const fitting = Math.floor((width + GAP.output) / (outputWidth(letters) + GAP.output));
    return outputStyle(
      areWords(letters) ? Math.max(1, Math.min(count, fitting)) : Math.min(10, count),
      letters,
    );
  }
  if (isInput) return mapsStyle(shape, count, 1, MOST.narrowInput);
  if (shape.length === 3) {
    const most = Math.min(MOST.map, Math.max(SMALL_MAPS.map, SMALL_MAPS.value * shape[2]));
    const few = count <= 10 ? count : Math.min(16, Math.max(8, Math.round(Math.sqrt(count))));
    const fitting = Math.floor((width + GAP.maps) / (most + GAP.maps));
    return mapsStyle(shape, Math.min(count, Math.max(few, fitting)), 1, most);
  }
  if (op === 'flatten') {
    const columns = Math.ceil(Math.sqrt(count) * (4 / 3));
    const cell = (room: Size) => {
      const width = Math.min(MOST.value, room.width / columns);
      return { width, height: width * 0.75 };
    };
    return { kind: 'vector', columns, gap: 0, weight: 1, least: LEAST_BLOCK, cell };
  }
  return unitsStyle(count, Math.ceil(Math.sqrt(2 * count)), 1, MOST.value);
}
