/** Which groups stand in one line; src/esmiuca/images/segments.py explains the numbers, line by line. */
import { bottomOf, rightOf, type Group } from './groups';

/** Share of the lower one's height. */
const SAME_LINE = 0.3;
/** Share of a digit's usual height. */
const ONE_LINE = 0.3;

/** From the top down; low groups that stand beside no line are left out. */
export function inLines(groups: readonly Group[], usual: number): Group[][] {
  const isTall = ({ box }: Group) => 2 * box.height >= usual;
  const lines = mergedLines(groups.filter(isTall), usual);
  for (const group of groups) {
    if (isTall(group)) continue;
    const shares = lines.map((line) => Math.max(...line.map((other) => sharedRows(group, other))));
    const best = Math.max(0, ...shares);
    if (2 * best >= group.box.height) lines[shares.indexOf(best)].push(group);
  }
  for (const line of lines) line.sort(({ box: a }, { box: b }) => a.x - b.x || a.y - b.y);
  const middle = (line: Group[]) =>
    line.reduce((sum, { box }) => sum + 2 * box.y + box.height, 0) / line.length;
  return lines.sort((a, b) => middle(a) - middle(b));
}

/** Each group's line: first with the next at its right, then with lines that stand over or under none of it. */
function mergedLines(tall: readonly Group[], usual: number): Group[][] {
  let place = tall.map((_, i) => i);
  tall.forEach((group, i) => {
    let next = -1;
    tall.forEach((other, j) => {
      const { x } = other.box;
      if (j === i || x < group.box.x || (x === group.box.x && j < i)) return;
      const lower = Math.min(group.box.height, other.box.height);
      if (sharedRows(group, other) < SAME_LINE * lower) return;
      if (next < 0 || x < tall[next].box.x) next = j;
    });
    if (next < 0) return;
    const [old, own] = [place[next], place[i]];
    place = place.map((number) => (number === old ? own : number));
  });
  const numbers = [...new Set(place)].sort((a, b) => a - b);
  const lines = numbers.map((number) => tall.filter((_, i) => place[i] === number));
  for (;;) {
    const spans = lines.map((line) => ({
      from: Math.min(...line.map(({ box }) => box.x)),
      to: Math.max(...line.map(({ box }) => rightOf(box))),
    }));
    const beside = firstPair(spans.length, (i, j) => areBeside(spans[i], spans[j], usual));
    if (!beside) return lines;
    const [other] = lines.splice(beside[1], 1);
    lines[beside[0]].push(...other);
  }
}

function firstPair(
  count: number,
  holds: (i: number, j: number) => boolean,
): [number, number] | null {
  for (let i = 0; i < count; i++)
    for (let j = i + 1; j < count; j++) if (holds(i, j)) return [i, j];
  return null;
}

interface Span {
  from: number;
  to: number;
}

/** Whether two lines share hardly any columns. */
function areBeside(one: Span, other: Span, usual: number): boolean {
  const shared = Math.min(one.to, other.to) - Math.max(one.from, other.from);
  const narrower = Math.min(one.to - one.from, other.to - other.from);
  return shared <= Math.min(ONE_LINE * usual, narrower / 2);
}

/** How many rows both boxes have; below 0 where there are some between them. */
const sharedRows = ({ box: a }: Group, { box: b }: Group) =>
  Math.min(bottomOf(a), bottomOf(b)) - Math.max(a.y, b.y);
