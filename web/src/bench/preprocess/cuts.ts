/**
 * Where digits that touch may be cut apart: many ways on purpose, among which the network's own scores choose.
 *
 * A cut runs from the top to the bottom, a pixel to the side at most in each row, where it crosses least ink; one runs
 * through each column of the middle row, and the cheapest that are some way apart are kept.
 *
 * The Python side is src/esmiuca/images/cuts.py, which explains the numbers, line by line.
 */
import { ALL_STEPS, normalizeInk, type Preprocessing } from '../../core/normalize';
import type { Rectangle } from '../../core/resample';
import type { Plane } from '../../core/tensor';

const CROSS = 8;
const ASIDE = 8;
/** The others are shares of a digit's usual height, but for the pen's. */
const APART = 0.1;
const MAX_CUTS = 24;
/** Share of the pen's width. */
const SHARED = 0.5;
const NARROWEST = 0.08;
const WIDEST = 1.3;
const LOWEST = 0.45;
const MOST_PIECES = 8;
const LEAST = { width: 0.35, height: 0.6 };

/** What may be one digit: the ink between two cuts. */
export interface Part {
  /** The cuts' numbers: 0 is the left edge. */
  start: number;
  end: number;
  box: Rectangle;
  /** The 28×28 grey levels that the network sees of it. */
  pixels: Uint8Array;
  /** The whole picture, with only this part's ink. */
  cut: () => Plane;
}

/** Whether it may be two digits that touch, for all that its size says; a dotted line or a pattern is none. */
export const isCuttable = ({ width, height }: Rectangle, usual: number, pieces: number) =>
  pieces <= MOST_PIECES && width >= LEAST.width * usual && height >= LEAST.height * usual;

/**
 * Every part that two cuts bound and that has a digit's size; the whole is not among them.
 *
 * @param whole the picture with only the ink that may be cut
 */
export function findParts(
  whole: Plane,
  box: Rectangle,
  usual: number,
  constants: Preprocessing,
): Part[] {
  const { width, height } = box;
  const window = new Float64Array(width * height);
  const drawn = new Uint8Array(width * height);
  for (let row = 0, i = 0; row < height; row++)
    for (let column = 0; column < width; column++, i++) {
      window[i] = whole.data[(box.y + row) * whole.width + box.x + column];
      if (window[i] > constants.crop_threshold) drawn[i] = 1;
    }
  const cuts = findCuts(drawn, width, height, usual);
  const sides = [new Int32Array(height), ...cuts, new Int32Array(height).fill(width)];
  const shared = Math.floor(SHARED * penOf(drawn, width, height) + 0.5);
  const parts: Part[] = [];
  for (let start = 0; start < sides.length; start++)
    for (let end = start + 1; end < sides.length; end++) {
      if (end - start === sides.length - 1) continue;
      const bounds = { left: sides[start], right: sides[end], shared };
      const own = boundsOf(drawn, box, bounds);
      if (!own || own.height < LOWEST * usual) continue;
      if (own.width < NARROWEST * usual || own.width > WIDEST * Math.max(usual, own.height))
        continue;
      const data = between(window, { x: 0, y: 0, width, height }, width, bounds, box);
      const seen = normalizeInk({ data, width, height }, ALL_STEPS, constants);
      if (!seen) continue;
      const cut = () => ({
        ...whole,
        data: between(whole.data, box, whole.width, bounds, box),
      });
      parts.push({ start, end, box: own, pixels: seen.pixels, cut });
    }
  return parts;
}

/** For each row of a box, from its left edge. */
interface Bounds {
  left: Int32Array;
  right: Int32Array;
  /** How many columns beyond a cut. */
  shared: number;
}

/** Columns of a row, from the box's left edge: the first, and the one behind the last. */
const columnsOf = ({ left, right, shared }: Bounds, row: number, width: number) => [
  Math.max(0, left[row] - shared),
  Math.min(width, right[row] + shared),
];

/** The ink between two cuts, the rest of the picture empty. */
function between(
  data: ArrayLike<number>,
  at: Rectangle,
  stride: number,
  bounds: Bounds,
  { width, height }: Rectangle,
): Float64Array {
  const own = new Float64Array(data.length);
  for (let row = 0; row < height; row++) {
    const [from, to] = columnsOf(bounds, row, width);
    const line = (at.y + row) * stride + at.x;
    for (let i = line + from; i < line + to; i++) own[i] = data[i];
  }
  return own;
}

/** The smallest box of the drawn pixels between two cuts, in the picture; null if there are none. */
function boundsOf(drawn: Uint8Array, box: Rectangle, bounds: Bounds): Rectangle | null {
  let [left, right, top, bottom] = [box.width, -1, box.height, -1];
  for (let row = 0; row < box.height; row++) {
    const [from, to] = columnsOf(bounds, row, box.width);
    for (let column = from; column < to; column++) {
      if (!drawn[row * box.width + column]) continue;
      left = Math.min(left, column);
      right = Math.max(right, column);
      top = Math.min(top, row);
      bottom = row;
    }
  }
  if (bottom < 0) return null;
  return { x: box.x + left, y: box.y + top, width: right + 1 - left, height: bottom + 1 - top };
}

/** The pen's width: twice the area by the edge. */
function penOf(drawn: Uint8Array, width: number, height: number): number {
  let [area, edge] = [0, 0];
  for (let row = 0, i = 0; row < height; row++)
    for (let column = 0; column < width; column++, i++) {
      if (!drawn[i]) continue;
      area++;
      const isInside =
        row > 0 &&
        row < height - 1 &&
        column > 0 &&
        column < width - 1 &&
        drawn[i - width] &&
        drawn[i + width] &&
        drawn[i - 1] &&
        drawn[i + 1];
      if (!isInside) edge++;
    }
  return (2 * area) / Math.max(1, edge);
}

/** The cuts from left to right: for each row the first column at a cut's right. None crosses another. */
export function findCuts(
  drawn: Uint8Array,
  width: number,
  height: number,
  usual: number,
): Int32Array[] {
  const middle = Math.floor(height / 2);
  const rows = Array.from({ length: height }, (_, row) =>
    drawn.subarray(row * width, (row + 1) * width),
  );
  const up = cheapest(rows.slice(0, middle + 1));
  const down = cheapest(rows.slice(middle).reverse());
  // The middle row is in both.
  const costs = up.costs.map(
    (cost, column) => cost + down.costs[column] - CROSS * rows[middle][column],
  );
  const apart = Math.max(1, Math.floor(APART * usual));
  const columns = Array.from(costs.keys()).sort((a, b) => costs[a] - costs[b] || a - b);
  const chosen: number[] = [];
  for (const column of columns) {
    if (chosen.length === MAX_CUTS) break;
    if (column < apart || column > width - apart) continue;
    if (chosen.every((other) => Math.abs(column - other) >= apart)) chosen.push(column);
  }
  const cuts: Int32Array[] = [];
  for (const column of chosen.sort((a, b) => a - b)) {
    const above = followed(up.steps, column).reverse();
    const path = Int32Array.from([...above, ...followed(down.steps, column).slice(1)]);
    const before = cuts.at(-1);
    cuts.push(before ? path.map((at, row) => Math.max(at, before[row])) : path);
  }
  return cuts;
}

/** The cost of the cheapest way to each column of the last row, and from which side each step comes: −1, 0, 1. */
function cheapest(rows: readonly Uint8Array[]): { costs: Float64Array; steps: Int8Array[] } {
  const { length: width } = rows[0];
  const steps = [new Int8Array(width)];
  let costs = Float64Array.from(rows[0], (drawn) => CROSS * drawn);
  for (const drawn of rows.slice(1)) {
    const from = new Int8Array(width);
    const next = new Float64Array(width);
    for (let column = 0; column < width; column++) {
      const straight = costs[column];
      const left = column > 0 ? costs[column - 1] + ASIDE : Infinity;
      const right = column < width - 1 ? costs[column + 1] + ASIDE : Infinity;
      const least = Math.min(straight, left, right);
      // Straight on wins ties, then from the left.
      from[column] = straight === least ? 0 : left === least ? -1 : 1;
      next[column] = least + CROSS * drawn[column];
    }
    steps.push(from);
    costs = next;
  }
  return { costs, steps };
}

/** The columns of the way that ends in this column of the last row, from the last row to the first. */
function followed(steps: readonly Int8Array[], column: number): number[] {
  const path = [column];
  for (let row = steps.length - 1; row > 0; row--) path.push((column += steps[row][column]));
  return path;
}
