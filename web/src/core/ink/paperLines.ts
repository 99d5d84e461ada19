/**
 * Straight lines that are nobody's strokes: ruled and squared paper, a margin, an underline, the boxes of a form.
 * The Python side is src/esmiuca/images/lines.py, which explains the numbers, line by line.
 */
import type { Plane } from '../tensor';
import { above, countOf, type Mask } from './mask';
import { transposed } from './morphology';
import { extremes, median } from './threshold';

/** Of a full stroke: what may be part of a line. */
export const LINE_INK = 0.12;
const STEEPEST = 0.18;
const STEP = 3;
const COVERED = 0.78;
const THICKEST = 0.035;
const THICKEST_OF_BOX = 0.08;
const EDGE = 0.03;
const FAINT = 0.6;
const TOUCHED = 0.02;
const ONE_SIDE = 0.05;
const FREE = 0.06;
const TAIL = 0.25;
const MORE = 1.5;
const STRONG = 0.5;
const REST = 0.05;
const SMALLEST = 64;

/** A line over all columns: in the middle one it is in row `at`, and it falls by `drop` rows from the first to the last. */
interface Line {
  at: number;
  drop: number;
}

/** The ink (1 is a full stroke) without lines from one side of the picture to the other, if there is anything else. */
export function withoutLines(ink: Plane): Plane {
  if (Math.min(ink.width, ink.height) < SMALLEST) return ink;
  const level = withoutLevelLines(ink);
  const turned = transposed(level);
  const upright = withoutLevelLines(turned);
  const rest = upright === turned ? level : transposed(upright);
  const strong = STRONG * extremes(ink.data)[1];
  return countOf(above(rest, strong)) >= REST * countOf(above(ink, strong)) ? rest : ink;
}

/** A component's ink without the lines of the boxes that it is; null where it is none. */
export function withoutGrid(ink: Plane): Plane | null {
  const level = findLines(above(ink, LINE_INK), 0);
  let turned = transposed(ink);
  const upright = findLines(above(turned, LINE_INK), 0);
  if (Math.min(level.length, upright.length) < 2) return null;
  const thickest = Math.max(2, Math.floor(THICKEST_OF_BOX * Math.max(ink.width, ink.height)));
  let rest = ink;
  for (const line of level) rest = takenOut(rest, line, thickest, false);
  turned = transposed(rest);
  for (const line of upright) turned = takenOut(turned, line, thickest, false);
  return transposed(turned);
}

function withoutLevelLines(ink: Plane): Plane {
  const mask = above(ink, LINE_INK);
  const band = Math.max(2, Math.floor(ink.width / 20));
  if (!drawnIn(mask, 0, band) || !drawnIn(mask, ink.width - band, ink.width)) return ink;
  const lines = findLines(mask, EDGE);
  const thickest = Math.max(2, Math.floor(THICKEST * Math.max(ink.width, ink.height)));
  let rest = ink;
  for (const line of lines) rest = takenOut(rest, line, thickest, lines.length === 1);
  return rest;
}

function drawnIn({ data, width, height }: Mask, from: number, to: number): boolean {
  for (let row = 0; row < height; row++)
    for (let column = Math.max(0, from); column < to; column++)
      if (data[row * width + column]) return true;
  return false;
}

/** How much lower than in the middle a line is in each column. */
function fallOf(drop: number, width: number): Int32Array {
  return Int32Array.from({ length: width }, (_, column) =>
    Math.floor((drop * (column - (width - 1) / 2)) / width + 0.5),
  );
}

/** The lines from the first to the last column, the clearest first; none within `edge` of the height of the edges. */
function findLines({ data, width, height }: Mask, edge: number): Line[] {
  const most = Math.floor(STEEPEST * width);
  const thick = new Uint8Array(data);
  for (let i = 0; i < data.length - width; i++) {
    if (data[i]) thick[i + width] = 1;
    if (data[i + width]) thick[i] = 1;
  }
  const best = new Float64Array(height);
  const drops = new Int32Array(height);
  const counts = new Int32Array(height);
  for (let drop = -most + (most % STEP); drop <= most; drop += STEP) {
    const fall = fallOf(drop, width);
    counts.fill(0);
    for (let column = 0; column < width; column++) {
      const shift = fall[column];
      const end = Math.min(height, height - shift);
      for (let row = Math.max(0, -shift); row < end; row++)
        counts[row] += thick[(row + shift) * width + column];
    }
    for (let row = 0; row < height; row++) {
      const share = counts[row] / width;
      if (share <= best[row]) continue;
      best[row] = share;
      drops[row] = drop;
    }
  }
  const reach = Math.max(3, Math.floor(THICKEST * Math.max(width, height)));
  const found: Line[] = [];
  for (;;) {
    const at = best.indexOf(extremes(best)[1]);
    if (best[at] < COVERED) return found;
    if (at >= edge * height && at < height - edge * height) found.push({ at, drop: drops[at] });
    best.fill(0, Math.max(0, at - reach), at + reach + 1); // a line raises its neighbours
  }
}

/** The ink without a line; as it is where the line is more than `half` pixels thick, or alone and may be a stroke. */
function takenOut(ink: Plane, line: Line, half: number, alone: boolean): Plane {
  const { width, height } = ink;
  const reach = 2 * half;
  const rows = 2 * reach + 1;
  const fall = fallOf(line.drop, width);
  // The line laid straight, and what is above and below it.
  const straight = new Float64Array(rows * width);
  for (let offset = 0; offset < rows; offset++) {
    for (let column = 0; column < width; column++) {
      const row = line.at + fall[column] + offset - reach;
      if (row >= 0 && row < height)
        straight[offset * width + column] = ink.data[row * width + column];
    }
  }
  const profile = Float64Array.from({ length: rows }, (_, row) =>
    median(straight.slice(row * width, (row + 1) * width)),
  );
  let middle = half;
  for (let row = half; row <= reach + half; row++) if (profile[row] > profile[middle]) middle = row;
  const strength = profile[middle];
  if (strength <= 0) return ink;
  let [top, bottom] = [middle, middle];
  while (top > 0 && profile[top - 1] > TAIL * strength) top--;
  while (bottom < 2 * reach && profile[bottom + 1] > TAIL * strength) bottom++;
  if (bottom - top + 1 > half) return ink;
  top = Math.max(1, top - 1);
  bottom = Math.min(2 * reach - 1, bottom + 1);
  if (alone && strength > FAINT && !isApart(ink, line, straight, top, bottom)) return ink;
  // A stroke may cross it at a slant: what is joined lies up to its thickness to the left or right.
  const spread = bottom - top + 1;
  const over = largestBeside(straight, top - 1, width, spread);
  const under = largestBeside(straight, bottom + 1, width, spread);
  const data = Float64Array.from(ink.data);
  for (let offset = top; offset <= bottom; offset++) {
    for (let column = 0; column < width; column++) {
      const row = line.at + fall[column] + offset - reach;
      if (row < 0 || row >= height) continue;
      const value = straight[offset * width + column];
      // What is stronger than the line is a stroke's own.
      const own = Math.max(value - MORE * profile[offset], 0);
      data[row * width + column] = Math.min(
        value,
        Math.max(Math.min(over[column], under[column]), own),
      );
    }
  }
  return { ...ink, data };
}

/** For each column of a row the largest value up to `radius` columns away. */
function largestBeside(
  straight: Float64Array,
  row: number,
  width: number,
  radius: number,
): Float64Array {
  const values = straight.subarray(row * width, (row + 1) * width);
  return Float64Array.from({ length: width }, (_, column) => {
    let most = 0;
    const end = Math.min(width - 1, column + radius);
    for (let other = Math.max(0, column - radius); other <= end; other++)
      if (values[other] > most) most = values[other];
    return most;
  });
}

/** Whether nothing touches a line, or all that is drawn lies on one side, away from its ends. */
function isApart(
  ink: Plane,
  line: Line,
  straight: Float64Array,
  top: number,
  bottom: number,
): boolean {
  const { data, width, height } = ink;
  let touched = 0;
  for (let column = 0; column < width; column++) {
    const over = straight[(top - 1) * width + column];
    const under = straight[(bottom + 1) * width + column];
    if (Math.max(over, under) > 0.5) touched++;
  }
  if (touched / width <= TOUCHED) return true;
  const reach = (straight.length / width) >> 1;
  const fall = fallOf(line.drop, width);
  let [over, under, first, last] = [0, 0, width, -1];
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      if (data[i] <= 0.5) continue;
      const away = row - line.at - fall[column];
      if (away < top - 1 - reach) over++;
      else if (away > bottom + 1 - reach) under++;
      else continue;
      if (column < first) first = column;
      if (column > last) last = column;
    }
  }
  if (Math.min(over, under) > ONE_SIDE * (over + under)) return false;
  return last >= 0 && first >= FREE * width && last < width - FREE * width;
}
