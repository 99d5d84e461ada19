/**
 * A number's digits: which ink belongs to which digit, line by line and from left to right, and the signs between them.
 *
 * Ink that touches is one piece; merging.ts says which pieces are parts of one digit. What is then left apart is another
 * digit, a sign (signs.ts), or, where it is small both ways, a speck. Digits that touch are one segment here.
 *
 * The Python side is src/esmiuca/images/segments.py, which explains the numbers, line by line.
 */
import type { Components } from '../../core/ink/components';
import type { Rectangle } from '../../core/resample';
import type { Plane } from '../../core/tensor';
import { findPieces, isDot, longerOf, usualHeight, type Group } from './groups';
import { inLines } from './lines';
import { merge, SPECK } from './merging';
import { findSigns, isTall, type Sign } from './signs';

export interface Segment {
  box: Rectangle;
  /** The whole picture, with only this digit's ink. */
  cut: () => Plane;
  /** How many apart from each other it consists of. */
  pieces: number;
}

export interface Line {
  /** From left to right; of a sign, what it says. */
  parts: (Segment | Sign)[];
  /** How tall a digit is, in pixels. */
  usual: number;
}

/**
 * The lines of digits in a map of ink, from the top down; null where the ink is in too many pieces to be a number.
 *
 * @param components of the ink, as `labelComponents` gives them
 */
export function findLines(ink: Plane, components: Components): Line[] | null {
  const found = findPieces(components, ink);
  if (!found) return null;
  const tall = merge(found.pieces, isTall);
  const { signs, others } = findSigns(tall, found.taps, usualHeight(tall), components, ink.width);
  const groups = withoutSpecks(merge(others));
  const usual = usualHeight(groups);
  return inLines(groups, usual).map((line) => {
    const own = new Set(line.flatMap(({ labels }) => labels));
    const parts: (Segment | Sign)[] = [
      ...line.map((group) => ({
        box: group.box,
        cut: () => cut(ink, components, group),
        pieces: group.labels.length,
      })),
      ...signs.filter(({ beside }) => own.has(beside.labels[0])).map(({ sign }) => sign),
    ];
    return { parts: parts.sort(({ box: a }, { box: b }) => a.x - b.x || a.y - b.y), usual };
  });
}

/** The groups without those that are small both ways beside a digit, and without blots half as tall. */
function withoutSpecks(groups: Group[]): Group[] {
  const usual = usualHeight(groups);
  return groups.filter(
    (group) =>
      longerOf(group.box) >= SPECK * usual &&
      !(isBlot(group) && 2 * longerOf(group.box) < usual && groups.length > 1),
  );
}

/** Whether it is a filled patch, about as wide as high. */
const isBlot = (group: Group) =>
  isDot(group) && longerOf(group.box) < 2 * Math.min(group.box.width, group.box.height);

/** The ink without that of others; the faint pixels around a stroke stay. */
function cut({ data, ...size }: Plane, { labels, count }: Components, group: Group): Plane {
  const isKept = new Uint8Array(count + 1);
  for (const label of [0, ...group.labels]) isKept[label] = 1;
  const own = data.slice();
  for (let i = 0; i < own.length; i++) if (!isKept[labels[i]]) own[i] = 0;
  return { data: own, ...size };
}
