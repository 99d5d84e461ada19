/**
 * Small ink between digits that is part of a number: a decimal comma, a point, a minus sign at the left.
 * The Python side is src/esmiuca/images/signs.py, which explains the numbers, line by line.
 */
import type { Components } from '../../core/ink/components';
import type { Rectangle } from '../../core/resample';
import { bottomOf, longerOf, penOf, rightOf, type Group } from './groups';

/** Share of a digit's usual height. */
const TALL = 0.5;
/** Shares of the neighbours' height: width and height. */
const LARGEST = { width: 0.4, height: 0.5 };
/** Share of the pen's width. */
const LEAST = 0.6;
/** Shares of the neighbours' height. */
const AROUND_BASE = { up: 0.42, down: 0.25 };
const RAISED = 0.25;
const HANGS = 0.12;
const REACH = 1.2;
/** How many times as much a comma spreads along itself as across. */
const LONG = 2.2;
/** How many times as wide as high. */
const FLAT = 1.8;
/** Shares of the digit's height. */
const MINUS = { least: 0.2, most: 1.3 };
const CLEAR = 0.05;
const MIDDLE = { from: 0.2, to: 0.8 };

export type SignText = ',' | '.' | '-';

export interface Sign {
  text: SignText;
  box: Rectangle;
}

/** A sign, and the tall group that it stands beside. */
export interface FoundSign {
  sign: Sign;
  beside: Group;
}

/** Whether it is as tall as a digit and not as a sign. */
export const isTall = (group: Group, usual: number) => group.stroke >= TALL * usual;

/** The signs, and the groups that are none. */
export function findSigns(
  groups: readonly Group[],
  taps: readonly Group[],
  usual: number,
  components: Components,
  width: number,
): { signs: FoundSign[]; others: Group[] } {
  const tall = groups.filter((group) => isTall(group, usual));
  const pen = penOf(tall);
  const signs: FoundSign[] = [];
  const others = [...tall];
  const spreadOf = (group: Group) => spread(group, components, width);
  for (const group of groups) {
    if (isTall(group, usual)) continue;
    const found = separator(group, tall, pen, spreadOf) ?? minus(group, tall);
    if (found) signs.push(found);
    else others.push(group);
  }
  for (const tap of taps) {
    const found = separator(tap, tall, pen, spreadOf);
    if (found) signs.push(found);
  }
  return { signs, others };
}

/** The group as a comma or a point, with the digit before it. */
function separator(
  group: Group,
  tall: readonly Group[],
  pen: number,
  spreadOf: (group: Group) => number,
): FoundSign | null {
  const { box } = group;
  if (longerOf(box) < LEAST * pen || 3 * group.area < pen * pen || box.width > 2 * box.height)
    return null;
  const { left, right } = neighbours(group, tall);
  if (!left || !right) return null;
  const height = (left.box.height + right.box.height) / 2;
  const base = (bottomOf(left.box) + bottomOf(right.box)) / 2;
  const middle = box.y + box.height / 2;
  if (box.width > LARGEST.width * height || box.height > LARGEST.height * height) return null;
  if (base - AROUND_BASE.up * height > box.y || box.y > base + AROUND_BASE.down * height)
    return null;
  if (middle < base - RAISED * height) return null;
  if (box.x - rightOf(left.box) > REACH * height || right.box.x - rightOf(box) > REACH * height)
    return null;
  const isComma = middle > base + HANGS * height || spreadOf(group) >= LONG;
  return { sign: { text: isComma ? ',' : '.', box }, beside: left };
}

/** The nearest tall groups at its left and right, whose ink is wholly on that side in the group's rows. */
function neighbours(
  { box }: Group,
  tall: readonly Group[],
): { left: Group | null; right: Group | null } {
  let left: Group | null = null;
  let right: Group | null = null;
  for (const other of tall) {
    const its = other.box;
    const middle = 2 * box.y + box.height;
    if (middle < 2 * its.y || middle > 2 * bottomOf(its) + its.height) continue;
    let [first, last] = [Infinity, -1];
    for (let row = box.y; row < bottomOf(box); row++) {
      first = Math.min(first, other.first[row]);
      last = Math.max(last, other.last[row]);
    }
    if (2 * its.x + its.width <= 2 * box.x + box.width) {
      if (last + 1 < box.x && (!left || rightOf(its) > rightOf(left.box))) left = other;
    } else if (first > rightOf(box) && (!right || its.x < right.box.x)) right = other;
  }
  return { left, right };
}

/** The group as a minus, with the digit behind it. */
function minus(group: Group, tall: readonly Group[]): FoundSign | null {
  const { box } = group;
  if (box.width < FLAT * box.height) return null;
  const { right } = neighbours(group, tall);
  const isBeside = ({ y, height }: Rectangle) => y < bottomOf(box) && box.y < y + height;
  if (!right || tall.some((other) => other.box.x < box.x && isBeside(other.box))) return null;
  const its = right.box;
  const middle = box.y + box.height / 2;
  const gap = its.x - rightOf(box);
  if (box.width < MINUS.least * its.height || box.width > MINUS.most * its.height) return null;
  if (middle < its.y + MIDDLE.from * its.height || middle > its.y + MIDDLE.to * its.height)
    return null;
  if (gap < CLEAR * its.height || gap > REACH * its.height) return null;
  return { sign: { text: '-', box }, beside: right };
}

/** The ratio of its pixels' variances along its long axis and across; whole numbers until the end. */
function spread({ box, labels: own }: Group, { labels }: Components, width: number): number {
  let [count, rows, columns, rows2, columns2, mixed] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < box.height; row++) {
    for (let column = 0; column < box.width; column++) {
      if (!own.includes(labels[(box.y + row) * width + box.x + column])) continue;
      count++;
      rows += row;
      columns += column;
      rows2 += row * row;
      columns2 += column * column;
      mixed += row * column;
    }
  }
  const square = (count * count) / 12;
  const down = count * rows2 - rows * rows + square;
  const across = count * columns2 - columns * columns + square;
  const both = count * mixed - rows * columns;
  const half = (down + across) / 2;
  const root = Math.sqrt(((down - across) / 2) ** 2 + both * both);
  return (half + root) / (half - root);
}
