/**
 * Which pieces of ink are parts of one digit, by how near they are and how tall.
 * The Python side is src/esmiuca/images/merging.py, which explains the numbers, line by line.
 */
import { bottomOf, joined, longerOf, rightOf, usualHeight, type Group } from './groups';

/** Share of the narrower piece's width. */
const OVERLAP = 0.5;
/** The others are shares of a digit's usual height. */
const TALL = 0.7;
const NEAR_IF_TALL = 0.1;
const NEAR = 0.25;
const FLAG = 0.75;
const WIDEST = 1.2;
export const SPECK = 0.25;

/** The groups, joined where they belong together, the closest first; only those that `may` lets. */
export function merge(
  pieces: readonly Group[],
  may: (group: Group, usual: number) => boolean = () => true,
): Group[] {
  const groups = [...pieces];
  while (groups.length > 1) {
    const usual = usualHeight(groups);
    const allowed = groups.map((group) => may(group, usual));
    let closest: { gap: number; i: number; j: number } | null = null;
    for (let i = 0; i < groups.length; i++) {
      if (!allowed[i]) continue;
      for (let j = i + 1; j < groups.length; j++) {
        if (!allowed[j]) continue;
        const gap = gapWithin(groups[i], groups[j], usual);
        if (gap !== null && (!closest || gap < closest.gap)) closest = { gap, i, j };
      }
    }
    if (!closest) break;
    const [other] = groups.splice(closest.j, 1);
    groups[closest.i] = joined(groups[closest.i], other);
  }
  return groups;
}

/** Pixels between two groups that belong together, 0 where one stands over the other; null for two digits. */
function gapWithin(a: Group, b: Group, usual: number): number | null {
  const [one, other] = [a.box, b.box];
  const width = Math.max(rightOf(one), rightOf(other)) - Math.min(one.x, other.x);
  const height = Math.max(bottomOf(one), bottomOf(other)) - Math.min(one.y, other.y);
  /** Columns; below 0 they share some. */
  const between = width - one.width - other.width;
  /** Rows, likewise. */
  const apart = height - one.height - other.height;
  const bothTall = Math.min(a.stroke, b.stroke) >= TALL * usual;
  const smaller = Math.min(longerOf(one), longerOf(other));
  if (-between >= OVERLAP * Math.min(one.width, other.width)) {
    const far = bothTall
      ? NEAR * usual
      : Math.max(NEAR_IF_TALL * usual, Math.min(smaller, FLAG * usual));
    return apart <= far ? 0 : null;
  }
  let near = (bothTall ? NEAR_IF_TALL : NEAR) * usual;
  if (smaller < SPECK * usual) near = Math.max(NEAR_IF_TALL * usual, Math.min(smaller, near));
  if (between > near || apart > near || width > WIDEST * Math.max(height, usual)) return null;
  const gap = Math.max(0, gapInRows(a, b, between));
  return gap <= near ? gap : null;
}

/** The fewest pixels between them in any row: slanted digits share columns but stay apart in each row. */
function gapInRows(a: Group, b: Group, otherwise: number): number {
  let least = Infinity;
  for (let row = 0; row < a.last.length; row++) {
    if (a.last[row] < 0 || b.last[row] < 0) continue;
    least = Math.min(least, Math.max(a.first[row] - b.last[row], b.first[row] - a.last[row]) - 1);
  }
  return least === Infinity ? otherwise : least;
}
