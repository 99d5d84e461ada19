/**
 * Pieces of ink: what touches is one piece, and pieces that are parts of one digit are a group.
 * The Python side is src/esmiuca/images/groups.py, which explains the numbers, line by line.
 */
import { inkOfEach, type Components } from '../../core/ink/components';
import type { Rectangle } from '../../core/resample';
import type { Plane } from '../../core/tensor';

const MAX_PIECES = 64;
/** Shares of the largest piece's ink. */
const GRAIN = 0.01;
const TAP = 0.0025;
const MAX_TAPS = 16;
const DOTS = 5;
/** Share of all groups. */
const DOTTED = 0.8;

/** Pieces that belong together. */
export interface Group {
  labels: readonly number[];
  box: Rectangle;
  /** First and last column of the ink in each row: the picture's width and −1 in a row without any. */
  first: Int32Array;
  last: Int32Array;
  /** Rows of its highest piece. */
  stroke: number;
  /** Pixels of ink. */
  area: number;
  /** Those of them with a neighbour, above, below or beside, that isn't ink. */
  edge: number;
}

export const rightOf = ({ x, width }: Rectangle) => x + width;
export const bottomOf = ({ y, height }: Rectangle) => y + height;
export const longerOf = ({ width, height }: Rectangle) => Math.max(width, height);

/** Each connected piece of ink except the grains, and the grains that may be points; null if there are too many. */
export function findPieces(
  components: Components,
  ink: Plane,
): { pieces: Group[]; taps: Group[] } | null {
  const { labels, count } = components;
  const { width, height } = ink;
  const totals = inkOfEach(components, ink);
  const largest = totals.reduce((most, total) => Math.max(most, total), 0);
  const kept: number[] = [];
  let taps: number[] = [];
  for (let label = 1; label <= count; label++) {
    if (totals[label] >= GRAIN * largest) kept.push(label);
    else if (totals[label] >= TAP * largest) taps.push(label);
    if (kept.length > MAX_PIECES) return null;
  }
  if (taps.length > MAX_TAPS) taps = [];
  const groups: (Group | undefined)[] = [];
  for (const label of [...kept, ...taps])
    groups[label] = {
      labels: [label],
      box: { x: 0, y: 0, width: 0, height: 0 },
      first: new Int32Array(height).fill(width),
      last: new Int32Array(height).fill(-1),
      stroke: 0,
      area: 0,
      edge: 0,
    };
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      const group = labels[i] > 0 ? groups[labels[i]] : undefined;
      if (!group) continue;
      if (group.first[row] > column) group.first[row] = column;
      group.last[row] = column;
      group.area++;
      const isInside =
        row > 0 &&
        row < height - 1 &&
        column > 0 &&
        column < width - 1 &&
        labels[i - width] > 0 &&
        labels[i + width] > 0 &&
        labels[i - 1] > 0 &&
        labels[i + 1] > 0;
      if (!isInside) group.edge++;
    }
  }
  const outlined = (label: number): Group => {
    const group = groups[label]!;
    const box = boxOf(group.first, group.last);
    return { ...group, box, stroke: box.height };
  };
  return { pieces: kept.map(outlined), taps: taps.map(outlined) };
}

function boxOf(first: Int32Array, last: Int32Array): Rectangle {
  const top = last.findIndex((column) => column >= 0);
  const bottom = last.findLastIndex((column) => column >= 0);
  const left = first.reduce((least, column) => Math.min(least, column));
  const right = last.reduce((most, column) => Math.max(most, column));
  return { x: left, y: top, width: right + 1 - left, height: bottom + 1 - top };
}

export function joined(a: Group, b: Group): Group {
  const first = a.first.map((column, row) => Math.min(column, b.first[row]));
  const last = a.last.map((column, row) => Math.max(column, b.last[row]));
  return {
    labels: [...a.labels, ...b.labels],
    box: boxOf(first, last),
    first,
    last,
    stroke: Math.max(a.stroke, b.stroke),
    area: a.area + b.area,
    edge: a.edge + b.edge,
  };
}

/** The height of a digit: the median of theirs, each weighted by its square; of dots, half of what they cover. */
export function usualHeight(groups: readonly Group[]): number {
  const heights = groups.map(({ box }) => box.height).sort((a, b) => a - b);
  const total = heights.reduce((sum, height) => sum + height * height, 0);
  let [below, usual] = [0, 0];
  for (usual of heights) {
    below += usual * usual;
    if (2 * below >= total) break;
  }
  const dots = groups.filter(isDot);
  if (dots.length >= DOTS && dots.length >= DOTTED * groups.length) {
    const top = Math.min(...dots.map(({ box }) => box.y));
    const bottom = Math.max(...dots.map(({ box }) => bottomOf(box)));
    usual = Math.max(usual, Math.floor((bottom - top) / 2));
  }
  return usual;
}

/** Whether it fills at least half of its box, which is at most three times as long as wide. */
export function isDot({ area, box }: Group): boolean {
  return 2 * area >= box.width * box.height && longerOf(box) <= 3 * Math.min(box.width, box.height);
}

/** The pen's width; 0 if there is nothing. */
export function penOf(groups: readonly Group[]): number {
  const edge = groups.reduce((sum, group) => sum + group.edge, 0);
  return edge ? (2 * groups.reduce((sum, group) => sum + group.area, 0)) / edge : 0;
}
