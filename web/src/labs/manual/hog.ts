/**
 * Histograms of oriented gradients: which edges each cell of a picture holds, as scikit-image's `hog` computes them.
 *
 * Source: Dalal and Triggs, "Histograms of oriented gradients for human detection", 2005.
 */

export interface HogSettings {
  /** Pixels a side of a cell. */
  cell: number;
  /** Bins over half a turn. */
  orientations: number;
  /** Cells a side of a block, within which contrast is evened out. */
  block: number;
}

/** Keeps an empty block from being divided by zero. */
const EPSILON = 1e-5;
/** No direction of a block counts for more, so that one strong edge does not silence the others. */
const MOST = 0.2;
const HALF_TURN = 180;

/**
 * For each cell, row after row, how strong its edges are in each direction: [rows, columns, orientations].
 *
 * The gradient is that of central differences, zero on the border; each pixel's magnitude goes to the bin that its
 * direction falls into, in degrees modulo half a turn; a bin is a mean over the cell's pixels.
 *
 * @param ink `side` × `side` values in 0–1
 */
export function cellHistograms(
  ink: ArrayLike<number>,
  side: number,
  { cell, orientations }: HogSettings,
): Float64Array {
  const cells = Math.floor(side / cell);
  const result = new Float64Array(cells * cells * orientations);
  const difference = (index: number, place: number, step: number) =>
    place > 0 && place < side - 1 ? ink[index + step] - ink[index - step] : 0;
  for (let row = 0; row < cells * cell; row++) {
    for (let column = 0; column < cells * cell; column++) {
      const index = row * side + column;
      const down = difference(index, row, side);
      const right = difference(index, column, 1);
      if (down === 0 && right === 0) continue;
      const degrees = ((Math.atan2(down, right) * HALF_TURN) / Math.PI + HALF_TURN) % HALF_TURN;
      const bin = Math.floor((degrees * orientations) / HALF_TURN);
      const at = Math.floor(row / cell) * cells + Math.floor(column / cell);
      result[at * orientations + bin] += Math.hypot(down, right) / cell ** 2;
    }
  }
  return result;
}

/** v / √(|v|² + ε²), in place. */
function toUnitLength(values: Float64Array): void {
  let square = EPSILON ** 2;
  for (const value of values) square += value ** 2;
  const length = Math.sqrt(square);
  for (let i = 0; i < values.length; i++) values[i] /= length;
}

/**
 * What the classifier reads: each block of cells brought to one contrast ("L2-Hys"), block after block, row after row,
 * in each of them cell after cell, direction after direction.
 *
 * @param histograms of `cells` × `cells` cells
 */
export function blockFeatures(
  histograms: Float64Array,
  cells: number,
  { orientations, block }: HogSettings,
): Float64Array {
  const blocks = cells - block + 1;
  const size = block * block * orientations;
  const result = new Float64Array(blocks * blocks * size);
  for (let at = 0; at < blocks * blocks; at++) {
    const part = result.subarray(at * size, (at + 1) * size);
    const [top, left] = [Math.floor(at / blocks), at % blocks];
    for (let row = 0; row < block; row++) {
      const start = ((top + row) * cells + left) * orientations;
      // The cells of a block's row stand side by side.
      const inside = histograms.subarray(start, start + block * orientations);
      part.set(inside, row * block * orientations);
    }
    toUnitLength(part);
    for (let i = 0; i < size; i++) part[i] = Math.min(MOST, part[i]);
    toUnitLength(part);
  }
  return result;
}

/** Where a feature of `blockFeatures` comes from. */
export interface HogPlace {
  /** Place of the cell. */
  row: number;
  column: number;
  orientation: number;
  /** Place of the block, by its first cell. */
  blockRow: number;
  blockColumn: number;
}

/** The inverse of the order in which `blockFeatures` lists. */
export function hogPlace(
  index: number,
  cells: number,
  { orientations, block }: HogSettings,
): HogPlace {
  const size = block * block * orientations;
  const blocks = cells - block + 1;
  const at = Math.floor(index / size);
  const cell = Math.floor((index % size) / orientations);
  const [blockRow, blockColumn] = [Math.floor(at / blocks), at % blocks];
  return {
    row: blockRow + Math.floor(cell / block),
    column: blockColumn + (cell % block),
    orientation: index % orientations,
    blockRow,
    blockColumn,
  };
}
