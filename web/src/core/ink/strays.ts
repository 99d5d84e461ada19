/**
 * Ink that belongs to no digit: frames, form boxes, an underline, what reaches in from the edge, shadows, specks.
 * The Python side is src/esmiuca/images/strays.py, which explains the numbers, line by line.
 */
import type { Plane } from '../tensor';
import {
  boundsOfEach,
  inkOfEach,
  labelComponents,
  labelMask,
  touchesNoEdge,
  type Components,
} from './components';
import { BLUR, lieAlongEdge, pick, STRONG, TALL } from './edges';
import { withoutGrid } from './paperLines';
import { cutPlane, emptyMask, without, type Bounds, type Mask } from './mask';
import { dilateMask } from './morphology';
import { likenessToCorners } from './sheet';

const SPECK = 0.05;
const GRAIN = 0.01;
const COVERED = 0.8;
const THICKEST = 0.12;
const HELD = 0.3;
const TICK = 0.45;
const LIKE_CORNERS = 0.82;
const MARK = 0.3;
const SHORT = 0.5;
const DOT = 0.25;
const FAR = 0.5;
const SMALLEST = 12;
const FLAT = 0.2;
const WIDER = 1.15;
const WEAKEST = 0.6;

const heightOf = ({ top, bottom }: Bounds) => bottom - top;
const widthOf = ({ left, right }: Bounds) => right - left;

/** The ink without what belongs to no digit; of `several`, small pieces stay for whoever reads the number. */
export function withoutStrays(given: Plane, threshold: number, several: boolean): Plane {
  const ink = withoutShades(given, threshold);
  const components = labelComponents(ink, threshold);
  const { labels, count } = components;
  if (count < 2) return ink;
  const bounds = boundsOfEach(components, ink);
  const totals = inkOfEach(components, ink);
  const most = new Float64Array(count + 1);
  for (let i = 0; i < labels.length; i++)
    if (ink.data[i] > most[labels[i]]) most[labels[i]] = ink.data[i];
  most[0] = 0;
  const largest = totals.reduce((a, b) => Math.max(a, b), 0);
  const strongest = most.reduce((a, b) => Math.max(a, b), 0);
  const gone = new Uint8Array(count + 1);
  const every = Array.from({ length: count }, (_, i) => i + 1);
  for (const label of every)
    if (totals[label] < (several ? GRAIN : SPECK) * largest || most[label] < WEAKEST * strongest)
      gone[label] = 1;
  if (!several) dropMarks(bounds, totals, gone, ink);
  for (const label of every) {
    const box = bounds[label];
    if (gone[label] || Math.min(heightOf(box), widthOf(box)) < SMALLEST) continue;
    const held = every.filter((other) => !gone[other] && isWithin(bounds[other], box));
    const isTall = held.some((other) => heightOf(bounds[other]) >= HELD * heightOf(box));
    if (isTall && isFrame(components, ink, label, bounds, held)) gone[label] = 1;
  }
  for (const label of every) {
    const box = bounds[label];
    if (gone[label] || widthOf(box) < SMALLEST || heightOf(box) > FLAT * widthOf(box)) continue;
    const others = every.filter((other) => !gone[other] && other !== label);
    if (
      others.length > 0 &&
      underlines(
        box,
        others.map((other) => bounds[other]),
      )
    )
      gone[label] = 1;
  }
  return gone.includes(1) ? without(ink, pick(components, gone, ink)) : ink;
}

/** Marks at the picture's edge, and dots far from the tallest piece that stands free of it. */
function dropMarks(bounds: Bounds[], totals: Float64Array, gone: Uint8Array, size: Plane): void {
  const isFree = (box: Bounds) => touchesNoEdge(box, size);
  let tallest = 0;
  for (let label = 1; label < bounds.length; label++) {
    const box = bounds[label];
    if (gone[label] || !isFree(box) || heightOf(box) < TALL * size.height) continue;
    if (tallest === 0 || heightOf(box) > heightOf(bounds[tallest])) tallest = label;
  }
  if (tallest === 0) return;
  const main = bounds[tallest];
  const height = heightOf(main);
  for (let label = 1; label < bounds.length; label++) {
    const box = bounds[label];
    const isMark =
      !isFree(box) && totals[label] < MARK * totals[tallest] && heightOf(box) < SHORT * height;
    const apart = Math.max(
      main.top - box.bottom,
      box.top - main.bottom,
      main.left - box.right,
      box.left - main.right,
    );
    const isDot = Math.max(heightOf(box), widthOf(box)) < DOT * height && apart > FAR * height;
    if (isMark || isDot) gone[label] = 1;
  }
}

/** The ink without what lies along the edge, but for strokes in it: those stay, without the shade around them. */
function withoutShades(ink: Plane, threshold: number): Plane {
  const components = labelComponents(ink, threshold);
  const along = lieAlongEdge(components, ink);
  if (!along.includes(1) || along.indexOf(0, 1) < 0) return ink;
  const shade = pick(components, along, ink);
  const strong = emptyMask(ink);
  for (let i = 0; i < strong.data.length; i++)
    strong.data[i] = shade.data[i] && ink.data[i] > STRONG ? 1 : 0;
  const cores = labelMask(strong);
  const kept = lieAlongEdge(cores, ink).map((value) => 1 - value);
  kept[0] = 0;
  const strokes = dilateMask(pick(cores, kept, ink), BLUR);
  for (let i = 0; i < shade.data.length; i++) if (strokes.data[i]) shade.data[i] = 0;
  return without(ink, shade);
}

/** The ink without the lines of boxes that stand side by side or alone and hold something. */
export function withoutGrids(given: Plane, threshold: number): Plane {
  const components = labelComponents(given, threshold);
  const { labels } = components;
  const bounds = boundsOfEach(components, given);
  let ink = given;
  for (let label = 1; label < bounds.length; label++) {
    const box = bounds[label];
    if (Math.min(heightOf(box), widthOf(box)) < 2 * SMALLEST) continue;
    const own = ownMask(labels, given.width, label, box);
    if (!coversSides(own)) continue;
    const part = cutPlane(ink, box);
    const alone = { ...part, data: part.data.map((value, i) => (own.data[i] ? value : 0)) };
    const inner = withoutGrid(alone);
    if (!inner) continue;
    const rest = emptyMask(part);
    for (let i = 0; i < rest.data.length; i++)
      rest.data[i] =
        inner.data[i] > threshold || (part.data[i] > threshold && !own.data[i]) ? 1 : 0;
    const pieces = labelMask(rest);
    const held = boundsOfEach(pieces, part);
    if (!held.some((piece, i) => i > 0 && heightOf(piece) >= HELD * heightOf(box))) continue;
    // What is left of the boxes themselves and stands alone is a tick between two of them.
    const isTick = held.map((piece) => heightOf(piece) < TICK * heightOf(box));
    pieces.labels.forEach((piece, i) => {
      if (!own.data[i]) isTick[piece] = false;
    });
    isTick[0] = false;
    const data = Float64Array.from(ink.data);
    for (let i = 0; i < own.data.length; i++) {
      if (!own.data[i]) continue;
      const row = box.top + Math.floor(i / own.width);
      const value = isTick[pieces.labels[i]] ? 0 : inner.data[i];
      data[row * ink.width + box.left + (i % own.width)] = value;
    }
    ink = { ...ink, data };
  }
  return ink;
}

function ownMask(labels: Int32Array, stride: number, label: number, box: Bounds): Mask {
  const mask = emptyMask({ width: widthOf(box), height: heightOf(box) });
  for (let row = 0, i = 0; row < mask.height; row++)
    for (let column = 0; column < mask.width; column++, i++)
      mask.data[i] = labels[(box.top + row) * stride + box.left + column] === label ? 1 : 0;
  return mask;
}

/** Whether a component's ink shows along most of each side of its own rectangle. */
function coversSides({ data, width, height }: Mask): boolean {
  const thick = Math.max(2, Math.floor(THICKEST * Math.min(width, height)));
  const [top, bottom] = [new Uint8Array(width), new Uint8Array(width)];
  const [left, right] = [new Uint8Array(height), new Uint8Array(height)];
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      if (!data[i]) continue;
      if (row < thick) top[column] = 1;
      if (row >= height - thick) bottom[column] = 1;
      if (column < thick) left[row] = 1;
      if (column >= width - thick) right[row] = 1;
    }
  }
  return [top, bottom, left, right].every(
    (side) => side.reduce((sum, value) => sum + value, 0) / side.length >= COVERED,
  );
}

const isWithin = (inner: Bounds, outer: Bounds) =>
  inner.top > outer.top &&
  inner.bottom < outer.bottom &&
  inner.left > outer.left &&
  inner.right < outer.right;

/** Whether a component's ink lies around what it holds, and its outline has four corners. */
function isFrame(
  { labels }: Components,
  { width }: Plane,
  label: number,
  bounds: Bounds[],
  held: number[],
): boolean {
  const box = bounds[label];
  const own = ownMask(labels, width, label, box);
  const inner = around(held.map((other) => bounds[other]));
  for (let row = inner.top - box.top; row < inner.bottom - box.top; row++)
    for (let column = inner.left - box.left; column < inner.right - box.left; column++)
      if (own.data[row * own.width + column]) return false;
  for (let row = 0; row < own.height; row++) {
    const line = own.data.subarray(row * own.width, (row + 1) * own.width);
    const first = line.indexOf(1);
    if (first >= 0) line.fill(1, first, line.lastIndexOf(1) + 1);
  }
  return likenessToCorners(own) >= LIKE_CORNERS;
}

function around(boxes: Bounds[]): Bounds {
  return {
    top: Math.min(...boxes.map(({ top }) => top)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
    left: Math.min(...boxes.map(({ left }) => left)),
    right: Math.max(...boxes.map(({ right }) => right)),
  };
}

function underlines(line: Bounds, others: Bounds[]): boolean {
  const all = around(others);
  const tall = Math.max(...others.map(heightOf));
  return (
    line.top >= all.bottom - FLAT * tall &&
    widthOf(line) >= WIDER * widthOf(all) &&
    line.left <= all.left &&
    line.right >= all.right
  );
}
