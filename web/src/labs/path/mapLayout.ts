/**
 * The map of a path: stations as boxes, and the lines between them, in CSS pixels.
 *
 * Where there is width, it runs to the right: a column for each step from the beginning, a row for each branch of a fork.
 * Else it runs down: a row for each station in the order of the path, branches set in behind the line that they leave.
 */

export interface PathStation {
  id: string;
  parent: string | null;
  joins?: string;
}

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

export interface PathLine {
  from: string;
  to: string;
  /** Whether the path goes along it; else a branch meets a later station by it. */
  isRoute: boolean;
  points: Point[];
}

export interface PathLayout {
  isWide: boolean;
  height: number;
  boxes: Record<string, Box>;
  lines: PathLine[];
}

/** From this width on the map runs to the right. */
const WIDE_FROM = 1080;

const WIDE = { height: 50, pitch: 66, margin: 6 };
/** A box's share of the width. */
const BOX_SHARE = 0.142;
/** How many of the others the last gap is as wide as: words stand on the lines that cross it. */
const LAST_GAP = 3.4;

const NARROW = { height: 56, pitch: 68, margin: 4, indent: 34, lane: 18, stem: 20 };
/** How far lines that join from the side keep from each other. */
const LANE_STEP = 5;

export function pathLayout(stations: readonly PathStation[], width: number): PathLayout {
  return width >= WIDE_FROM ? toTheRight(stations, width) : downwards(stations, width);
}

function depthsOf(stations: readonly PathStation[]): Record<string, number> {
  const depths: Record<string, number> = {};
  for (const { id, parent } of stations) depths[id] = parent === null ? 0 : depths[parent] + 1;
  return depths;
}

const childrenOf = (stations: readonly PathStation[], parent: string | null) =>
  stations.filter((station) => station.parent === parent);

/** The branches of the fork have whole rows from 0; what comes before it, and where branches meet, stands in their middle. */
function rowsOf(stations: readonly PathStation[]): Record<string, number> {
  const most = Math.max(...stations.map(({ id }) => childrenOf(stations, id).length));
  const rows: Record<string, number> = {};
  for (const { id, parent } of stations) {
    const branches = childrenOf(stations, parent);
    const joined = stations.filter(({ joins }) => joins === id);
    if (parent === null) rows[id] = (most - 1) / 2;
    else if (joined.length > 0) {
      const met = [parent, ...joined.map((station) => station.id)].map((from) => rows[from]);
      rows[id] = met.reduce((sum, row) => sum + row, 0) / met.length;
    } else if (branches.length > 1) rows[id] = branches.findIndex((station) => station.id === id);
    else rows[id] = rows[parent];
  }
  return rows;
}

function toTheRight(stations: readonly PathStation[], width: number): PathLayout {
  const depths = depthsOf(stations);
  const rows = rowsOf(stations);
  const columns = Math.max(...Object.values(depths)) + 1;
  const box = width * BOX_SHARE;
  const gap = (width - columns * box) / (columns - 2 + LAST_GAP);
  const boxes: Record<string, Box> = {};
  for (const { id } of stations) {
    const isLast = depths[id] === columns - 1;
    const x = isLast ? width - box : depths[id] * (box + gap);
    const y = WIDE.margin + rows[id] * WIDE.pitch;
    boxes[id] = { x, y, width: box, height: WIDE.height };
  }
  const line = (from: string, to: string, isRoute: boolean): PathLine => {
    const start = { x: boxes[from].x + box, y: middleOf(boxes[from]).y };
    const end = { x: boxes[to].x, y: middleOf(boxes[to]).y };
    // Level as long as possible, so that words can stand on it; it turns in the last stretch.
    const turn = end.x - gap * (isRoute ? 0.9 : 0.75);
    const points = [start, { x: turn, y: start.y }, { x: end.x - gap * 0.1, y: end.y }, end];
    return { from, to, isRoute, points };
  };
  const height = 2 * WIDE.margin + Math.max(...Object.values(rows)) * WIDE.pitch + WIDE.height;
  return { isWide: true, height, boxes, lines: linesOf(stations, line) };
}

function downwards(stations: readonly PathStation[], width: number): PathLayout {
  const indents: Record<string, number> = {};
  const boxes: Record<string, Box> = {};
  const joining = stations.filter(({ joins }) => joins !== undefined);
  const right = width - NARROW.lane - LANE_STEP * joining.length;
  for (const [row, { id, parent }] of stations.entries()) {
    const isBranch = parent !== null && childrenOf(stations, parent).length > 1;
    indents[id] = parent === null ? 0 : indents[parent] + (isBranch ? 1 : 0);
    const x = indents[id] * NARROW.indent;
    const y = NARROW.margin + row * NARROW.pitch;
    boxes[id] = { x, y, width: right - x, height: NARROW.height };
  }
  const line = (from: string, to: string, isRoute: boolean): PathLine => {
    const [start, end] = [boxes[from], boxes[to]];
    const y = middleOf(end).y;
    if (!isRoute) {
      const lane = joining.findIndex(({ id }) => id === from);
      // The first to join runs outermost: no two of them cross.
      const x = width - 2 - LANE_STEP * lane;
      const arrival = y - LANE_STEP * (lane - (joining.length - 1) / 2);
      const out = middleOf(start).y;
      const points = [
        { x: right, y: out },
        { x, y: out },
        { x, y: arrival },
        { x: right, y: arrival },
      ];
      return { from, to, isRoute, points };
    }
    const x = start.x + NARROW.stem;
    const top = { x, y: start.y + start.height };
    const points = end.x > start.x ? [top, { x, y }, { x: end.x, y }] : [top, { x, y: end.y }];
    return { from, to, isRoute, points };
  };
  const height = 2 * NARROW.margin + (stations.length - 1) * NARROW.pitch + NARROW.height;
  return { isWide: false, height, boxes, lines: linesOf(stations, line) };
}

/** Those that join come first: the path is drawn over them. */
function linesOf(
  stations: readonly PathStation[],
  line: (from: string, to: string, isRoute: boolean) => PathLine,
): PathLine[] {
  return [
    ...stations.flatMap(({ id, joins }) => (joins === undefined ? [] : [line(id, joins, false)])),
    ...stations.flatMap(({ id, parent }) => (parent === null ? [] : [line(parent, id, true)])),
  ];
}

export const middleOf = ({ x, y, width, height }: Box): Point => ({
  x: x + width / 2,
  y: y + height / 2,
});

/** Through all the points, corners rounded: the `d` of an SVG path. */
export function roundedPath(points: readonly Point[], radius: number): string {
  const [first, ...rest] = points;
  let d = `M${at(first)}`;
  for (const [index, corner] of rest.entries()) {
    const next = rest[index + 1];
    if (!next) return `${d}L${at(corner)}`;
    const before = towards(corner, points[index], radius);
    const after = towards(corner, next, radius);
    d += `L${at(before)}Q${at(corner)} ${at(after)}`;
  }
  return d;
}

const at = ({ x, y }: Point) => `${round(x)} ${round(y)}`;
const round = (pixels: number) => Math.round(100 * pixels) / 100;

/** From a corner that many pixels towards another point, but at most halfway. */
function towards(corner: Point, other: Point, pixels: number): Point {
  const [dx, dy] = [other.x - corner.x, other.y - corner.y];
  const distance = Math.hypot(dx, dy);
  const share = distance === 0 ? 0 : Math.min(0.5, pixels / distance);
  return { x: corner.x + share * dx, y: corner.y + share * dy };
}

/**
 * The route of somebody who walks from station to station along the lines.
 *
 * @param ids neighbours on the path, one after the other
 * @param spot where in a station's box they stand
 */
export function walkPoints(
  { boxes, lines }: PathLayout,
  ids: readonly string[],
  spot: (box: Box) => Point,
): Point[] {
  return ids.flatMap((id, i) => {
    const here = spot(boxes[id]);
    const next = ids[i + 1];
    if (next === undefined) return [here];
    const forth = lines.find((line) => line.isRoute && line.from === id && line.to === next);
    const back = lines.find((line) => line.isRoute && line.from === next && line.to === id);
    return [here, ...(forth?.points ?? [...(back?.points ?? [])].reverse())];
  });
}
