/**
 * Several digits side by side: which ink belongs to which digit, from left to right.
 *
 * Ink that touches is one piece. Pieces that stand over one another are parts of one digit (the flag of a 5, the bar of
 * a 7, a dotted line), and so are pieces that are near and together no wider than a digit (a 4 in two strokes). What is
 * then left apart is another digit, or, where it is small both ways, a speck or a dot.
 *
 * The Python side is src/esmiuca/images/segments.py, which explains the numbers, line by line.
 */
import { inkOfEach, type Components } from '../../core/ink/components';
import type { Rectangle } from '../../core/resample';
import type { Plane } from '../../core/tensor';

const MAX_PIECES = 64;
/** Share of the largest piece's ink. */
const GRAIN = 0.01;
/** Share of the narrower piece's width. */
const OVERLAP = 0.5;
/** The others are shares of the tallest piece's height. */
const TALL = 0.7;
const NEAR_IF_TALL = 0.1;
const NEAR = 0.25;
const WIDEST = 1.2;
const SPECK = 0.25;

export interface Segment {
  box: Rectangle;
  /** The whole picture, with only this digit's ink. */
  cut: () => Plane;
}

/** Pieces that belong together. */
interface Group {
  labels: readonly number[];
  box: Rectangle;
  /** First and last column of the ink in each row: the picture's width and −1 in a row without any. */
  first: Int32Array;
  last: Int32Array;
  /** Rows of its highest piece. */
  stroke: number;
}

/**
 * The digits in a map of ink, from left to right; null where the ink is in too many pieces to be a number.
 *
 * @param components of the ink, as `labelComponents` gives them
 */
export function findSegments(ink: Plane, components: Components): Segment[] | null {
  const pieces = findPieces(components, ink);
  if (!pieces) return null;
  const groups = withoutSpecks(merge(pieces)).sort(
    ({ box: a }, { box: b }) => a.x - b.x || a.y - b.y,
  );
  return groups.map((group) => ({ box: group.box, cut: () => cut(ink, components, group) }));
}

/** Each connected piece of ink except the grains; null if there are too many. */
function findPieces(components: Components, ink: Plane): Group[] | null {
  const { labels, count } = components;
  const { width, height } = ink;
  const totals = inkOfEach(components, ink);
  const least = GRAIN * totals.reduce((most, total) => Math.max(most, total), 0);
  const groups: (Group | undefined)[] = [];
  let kept = 0;
  for (let label = 1; label <= count; label++) {
    if (totals[label] < least) continue;
    if (++kept > MAX_PIECES) return null;
    groups[label] = {
      labels: [label],
      box: { x: 0, y: 0, width: 0, height: 0 },
      first: new Int32Array(height).fill(width),
      last: new Int32Array(height).fill(-1),
      stroke: 0,
    };
  }
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      const group = labels[i] > 0 ? groups[labels[i]] : undefined;
      if (!group) continue;
      if (group.first[row] > column) group.first[row] = column;
      group.last[row] = column;
    }
  }
  return groups
    .filter((group) => group !== undefined)
    .map((group) => {
      const box = boxOf(group.first, group.last);
      return { ...group, box, stroke: box.height };
    });
}

function boxOf(first: Int32Array, last: Int32Array): Rectangle {
  const top = last.findIndex((column) => column >= 0);
  const bottom = last.findLastIndex((column) => column >= 0);
  const left = first.reduce((least, column) => Math.min(least, column));
  const right = last.reduce((most, column) => Math.max(most, column));
  return { x: left, y: top, width: right + 1 - left, height: bottom + 1 - top };
}

function joined(a: Group, b: Group): Group {
  const first = a.first.map((column, row) => Math.min(column, b.first[row]));
  const last = a.last.map((column, row) => Math.max(column, b.last[row]));
  const labels = [...a.labels, ...b.labels];
  return { labels, box: boxOf(first, last), first, last, stroke: Math.max(a.stroke, b.stroke) };
}

/** The groups, joined where they belong together, the closest first, until none are left to join. */
function merge(pieces: Group[]): Group[] {
  const groups = [...pieces];
  const top = Math.min(...groups.map(({ box }) => box.y));
  const bottom = Math.max(...groups.map(({ box }) => box.y + box.height));
  while (groups.length > 1) {
    // Dots are small beside the digit that they make up; digits may climb, but hardly by a whole digit.
    const half = Math.floor((bottom - top) / 2);
    const tallest = Math.max(half, ...groups.map(({ box }) => box.height));
    let closest: { gap: number; i: number; j: number } | null = null;
    for (let i = 0; i < groups.length; i++) {
      for (let j = i + 1; j < groups.length; j++) {
        const gap = gapWithin(groups[i], groups[j], tallest);
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
function gapWithin(a: Group, b: Group, tallest: number): number | null {
  const [one, other] = [a.box, b.box];
  const width = Math.max(one.x + one.width, other.x + other.width) - Math.min(one.x, other.x);
  const height = Math.max(one.y + one.height, other.y + other.height) - Math.min(one.y, other.y);
  /** Columns; below 0 they share some. */
  const between = width - one.width - other.width;
  if (-between >= OVERLAP * Math.min(one.width, other.width)) return 0;
  const bothTall = Math.min(a.stroke, b.stroke) >= TALL * tallest;
  const near = (bothTall ? NEAR_IF_TALL : NEAR) * tallest;
  if (between > near || width > WIDEST * Math.max(height, tallest)) return null;
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

/** The groups without those that are small both ways beside the tallest. */
function withoutSpecks(groups: Group[]): Group[] {
  const least = SPECK * Math.max(0, ...groups.map(({ box }) => box.height));
  return groups.filter(({ box }) => Math.max(box.width, box.height) >= least);
}

/** The ink without that of others; the faint pixels around a stroke stay. */
function cut({ data, ...size }: Plane, { labels, count }: Components, group: Group): Plane {
  const isKept = new Uint8Array(count + 1);
  for (const label of [0, ...group.labels]) isKept[label] = 1;
  const own = data.slice();
  for (let i = 0; i < own.length; i++) if (!isKept[labels[i]]) own[i] = 0;
  return { data: own, ...size };
}
