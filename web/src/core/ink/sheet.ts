/**
 * The sheet in a picture: a light area with straight edges on something darker, or a dark one on something lighter.
 * The Python side is src/esmiuca/images/sheet.py, which explains the numbers, line by line.
 */
import type { Plane } from '../tensor';
import { labelMask } from './components';
import { above, countOf, sideCounts, type Mask } from './mask';
import { close, dilateMask, erodeMask, erodeWithin, open, planeOf } from './morphology';
import { extremes, otsuThreshold } from './threshold';

const SMALLEST = 64;
const STROKE = 20;
const SOLID = 16;
const WIDE = 8;
const LEAST_AREA = 0.1;
const EDGE = 4;
const SHARP = 0.55;
const CONTRAST = 0.06;
const OPEN_SIDE = 0.3;
const BRIGHT_BESIDE = 0.1;
const LIKE_CORNERS = 0.9;

/** Which pixels lie on the sheet, its blurred edge left out; null where the picture shows no sheet's edge. */
export function findSheet(light: Plane): Mask | null {
  const { width, height } = light;
  if (Math.max(width, height) < SMALLEST || Math.min(width, height) < SMALLEST / 2) return null;
  const negative = { ...light, data: Float64Array.from(light.data, (value) => -value) };
  return lighterArea(light) ?? lighterArea(negative);
}

function lighterArea(light: Plane): Mask | null {
  const size = Math.min(light.width, light.height);
  const closed = close(light, Math.max(2, Math.floor(size / STROKE)));
  const [low, high] = extremes(closed.data);
  if (high - low < CONTRAST) return null;
  const raised = { ...closed, data: Float64Array.from(closed.data, (value) => value - low) };
  const bright = above(raised, otsuThreshold(raised.data, high - low));
  const solid = largest(above(open(planeOf(bright), Math.floor(size / SOLID)), 0));
  if (!solid || countOf(erodeMask(solid, Math.floor(size / WIDE))) === 0) return null;
  const area = withoutHoles(solid);
  const count = countOf(area);
  if (
    count < LEAST_AREA * area.data.length ||
    !endsInPicture(area) ||
    likenessToCorners(area) < LIKE_CORNERS
  )
    return null;
  const core = erodeMask(area, EDGE);
  const grown = dilateMask(area, 1);
  const around = dilateMask(area, EDGE + 1);
  const reach = dilateMask(area, EDGE);
  const inside = meanOver(closed.data, (i) => area.data[i] === 1 && core.data[i] === 0);
  const isOutside = (i: number) => around.data[i] === 1 && grown.data[i] === 0;
  const outside = meanOver(closed.data, isOutside);
  if (inside === null || outside === null) return null;
  if ((meanOver(bright.data, isOutside) ?? 0) > BRIGHT_BESIDE) return null;
  if ((meanOver(bright.data, (i) => reach.data[i] === 0) ?? 0) > BRIGHT_BESIDE) return null;
  const difference =
    meanOver(closed.data, (i) => area.data[i] === 1)! -
    meanOver(closed.data, (i) => area.data[i] === 0)!;
  if (difference < CONTRAST || inside - outside < SHARP * difference) return null;
  return erodeWithin(area, EDGE - 1, 1);
}

function meanOver(values: ArrayLike<number>, counts: (i: number) => boolean): number | null {
  let [sum, count] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (!counts(i)) continue;
    sum += values[i];
    count++;
  }
  return count > 0 ? sum / count : null;
}

/** The largest connected part; null where there is none. */
function largest(mask: Mask): Mask | null {
  const { labels, count } = labelMask(mask);
  if (count === 0) return null;
  const sizes = new Float64Array(count + 1);
  for (const label of labels) if (label > 0) sizes[label]++;
  const label = sizes.indexOf(sizes.reduce((most, size) => Math.max(most, size), 0));
  return { ...mask, data: Uint8Array.from(labels, (own) => (own === label ? 1 : 0)) };
}

/** The mask with everything that it encloses. */
function withoutHoles(mask: Mask): Mask {
  const { width, height } = mask;
  const { labels, count } = labelMask({ ...mask, data: mask.data.map((value) => 1 - value) });
  const isOpen = new Uint8Array(count + 1);
  for (let column = 0; column < width; column++) {
    isOpen[labels[column]] = 1;
    isOpen[labels[(height - 1) * width + column]] = 1;
  }
  for (let row = 0; row < height; row++) {
    isOpen[labels[row * width]] = 1;
    isOpen[labels[row * width + width - 1]] = 1;
  }
  isOpen[0] = 0;
  return { ...mask, data: Uint8Array.from(labels, (label) => 1 - isOpen[label]) };
}

function endsInPicture(area: Mask): boolean {
  const [first, last, left, right] = sideCounts(area);
  const { width, height } = area;
  return Math.min(first / width, last / width, left / height, right / height) <= OPEN_SIDE;
}

/** An area's outermost pixels along both diagonals, from the top left corner clockwise; it isn't empty. */
export function cornersOf({ data, width, height }: Mask): { x: number; y: number }[] {
  const ends = [Infinity, -Infinity, -Infinity, Infinity];
  const corners = ends.map(() => ({ x: 0, y: 0 }));
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!data[i]) continue;
      if (x + y < ends[0]) [ends[0], corners[0]] = [x + y, { x, y }];
      if (x - y > ends[1]) [ends[1], corners[1]] = [x - y, { x, y }];
      if (x + y > ends[2]) [ends[2], corners[2]] = [x + y, { x, y }];
      if (x - y < ends[3]) [ends[3], corners[3]] = [x - y, { x, y }];
    }
  }
  return corners;
}

/** How much an area is the quadrilateral of its corners: what both have, of what either has. */
export function likenessToCorners(area: Mask): number {
  const { data, width, height } = area;
  const corners = cornersOf(area);
  let [common, either] = [0, 0];
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      let inside = true;
      for (let a = 0; a < 4 && inside; a++) {
        const [one, other] = [corners[a], corners[(a + 1) % 4]];
        inside = (other.x - one.x) * (row - one.y) - (other.y - one.y) * (column - one.x) >= 0;
      }
      if (inside && data[i]) common++;
      if (inside || data[i]) either++;
    }
  }
  return common / either;
}
