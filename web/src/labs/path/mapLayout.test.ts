import { describe, expect, it } from 'vitest';
import {
  middleOf,
  pathLayout,
  roundedPath,
  walkPoints,
  type Box,
  type PathStation,
} from './mapLayout';

const FORK: PathStation[] = [
  { id: 'root', parent: null },
  { id: 'fork', parent: 'root' },
  { id: 'left', parent: 'fork', joins: 'end' },
  { id: 'middle', parent: 'fork', joins: 'end' },
  { id: 'right', parent: 'fork' },
  { id: 'end', parent: 'right' },
];
const ONE_MORE: PathStation[] = [
  ...FORK.slice(0, 4),
  { id: 'another', parent: 'fork' },
  ...FORK.slice(4),
];
const WIDTHS = [320, 358, 1079, 1080, 1384, 1900];

const overlap = (one: Box, other: Box) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

describe.each([
  ['the fork', FORK],
  ['a branch more', ONE_MORE],
])('a map of %s', (_, stations) => {
  it.each(WIDTHS)('%d pixels wide: boxes keep apart and inside, lines inside', (width) => {
    const { boxes, lines, height } = pathLayout(stations, width);
    const all = Object.values(boxes);
    expect(all).toHaveLength(stations.length);
    for (const [i, box] of all.entries()) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width + 1e-9);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      for (const other of all.slice(i + 1)) expect(overlap(box, other)).toBe(false);
    }
    for (const { x, y } of lines.flatMap(({ points }) => points)) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(width);
      expect(y).toBeLessThanOrEqual(height);
    }
  });

  it.each(WIDTHS)(
    '%d pixels wide: every line leaves its station and arrives at the next',
    (width) => {
      const { boxes, lines } = pathLayout(stations, width);
      const isOnEdge = ({ x, y, ...size }: Box, point: { x: number; y: number }) =>
        [x, x + size.width].some((edge) => Math.abs(edge - point.x) < 1e-9) ||
        [y, y + size.height].some((edge) => Math.abs(edge - point.y) < 1e-9);
      for (const { from, to, points } of lines) {
        expect(isOnEdge(boxes[from], points[0]), `${from} to ${to}`).toBe(true);
        expect(isOnEdge(boxes[to], points.at(-1)!), `${from} to ${to}`).toBe(true);
      }
    },
  );
});

it('runs to the right where there is width, and down where there is none', () => {
  const wide = pathLayout(FORK, 1384);
  expect(wide.isWide).toBe(true);
  expect(wide.boxes.root.x).toBeLessThan(wide.boxes.fork.x);
  expect(middleOf(wide.boxes.fork).y).toBe(middleOf(wide.boxes.middle).y);
  // Where all branches meet stands in their middle.
  expect(middleOf(wide.boxes.end).y).toBe(middleOf(wide.boxes.middle).y);
  const narrow = pathLayout(FORK, 358);
  expect(narrow.isWide).toBe(false);
  const tops = FORK.map(({ id }) => narrow.boxes[id].y);
  expect(tops).toEqual([...tops].sort((one, other) => one - other));
});

it('a walk passes along the lines, forth and back', () => {
  const layout = pathLayout(FORK, 1384);
  const there = walkPoints(layout, ['left', 'fork', 'right'], middleOf);
  const back = walkPoints(layout, ['right', 'fork', 'left'], middleOf);
  expect(there[0]).toEqual(middleOf(layout.boxes.left));
  expect(there.at(-1)).toEqual(middleOf(layout.boxes.right));
  expect(back).toEqual([...there].reverse());
  expect(there).toHaveLength(3 + 2 * 4);
});

describe('a line with rounded corners', () => {
  it('turns before its corner and after it', () =>
    expect(
      roundedPath(
        [
          { x: 0, y: 0 },
          { x: 10, y: 0 },
          { x: 10, y: 20 },
        ],
        4,
      ),
    ).toBe('M0 0L6 0Q10 0 10 4L10 20'));

  it('turns no earlier than halfway', () =>
    expect(
      roundedPath(
        [
          { x: 0, y: 0 },
          { x: 4, y: 0 },
          { x: 4, y: 4 },
        ],
        8,
      ),
    ).toBe('M0 0L2 0Q4 0 4 2L4 4'));
});
