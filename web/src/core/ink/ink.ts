/**
 * Where is the ink? A picture's luminance becomes a map of ink: 0 is background, 1 is a stroke.
 *
 * 1. The sheet, where the picture shows what it lies on.  2. What differs from the background.
 * 3. The paper's lines and boxes are taken out.           4. What is too weak for a stroke, and what belongs to no digit.
 *
 * The Python side is src/esmiuca/images/ink.py, which explains the numbers, line by line.
 */
import type { Preprocessing } from '../preprocessing';
import type { Plane } from '../tensor';
import { distance, evenLevel, inkOnLevel, inkOnPaper } from './background';
import { LINE_INK, withoutLines } from './paperLines';
import { above, boundsOf, countOf, cutMask, cutPlane, without, type Mask } from './mask';
import { dilateMask, erodeWithin } from './morphology';
import { findSheet } from './sheet';
import { withoutGrids, withoutStrays } from './strays';
import { extremes, median, strokeStrength } from './threshold';

const FAINTEST = 0.25;
const FULL = 0.75;
const CLEAR = 0.4;
const WEAK = 0.8;
const MAY_BE_SHEET = 0.1;
const MOSTLY_SHEET = 0.5;
const MOST_DRAWN = 0.35;
const LIKE = 0.1;
const AT_EDGE = 0.15;
const FAR = 0.25;
const SMALLEST = 0.08;

/** Which steps are done; each can be switched off to see what it is for. */
export interface InkSteps {
  sheet: boolean;
  lines: boolean;
  strays: boolean;
}

export const ALL_INK_STEPS: InkSteps = { sheet: true, lines: true, strays: true };

/** The ink, and what was found on the way to it. */
export interface FoundInk {
  ink: Plane;
  /** The luminance, or a difference of colours, in which it was looked for. */
  light: Plane;
  /** Which pixels lie on the sheet; null where the picture is all sheet. */
  sheet: Mask | null;
  /** What differs from the background, before lines, weak ink and strays are taken out. */
  raw: Plane;
}

/**
 * The ink in 0–1, dark on light or light on dark; null where nothing is drawn.
 *
 * @param several small pieces stay: beside several digits they may be a comma
 */
export function findInk(
  light: Plane,
  constants: Preprocessing,
  several: boolean,
  steps: InkSteps,
): FoundInk | null {
  const [low, high] = extremes(light.data);
  const contrast = high - low;
  if (contrast < constants.min_contrast) return null;
  const level = evenLevel(light, constants);
  if (steps.sheet && (level === null || mayBeSheet(light, level, contrast))) {
    let sheet = findSheet(light);
    // As much a thick stroke with something left out of it, an 8 with its two holes.
    if (
      level !== null &&
      sheet &&
      countOf(sheet) < MOSTLY_SHEET * sheet.data.length &&
      isCutOut(light, sheet, contrast)
    )
      sheet = null;
    const found = sheet && inkOnSheet(light, sheet, constants, several, steps);
    if (found) return found;
  }
  return inkOn(light, level, constants, several, steps);
}

function mayBeSheet({ data }: Plane, level: number, contrast: number): boolean {
  let far = 0;
  for (let i = 0; i < data.length; i++) if (Math.abs(data[i] - level) > FAR * contrast) far++;
  return far / data.length > MAY_BE_SHEET;
}

/** Whether what is on the sheet is what is around it: holes in a stroke. */
function isCutOut(light: Plane, sheet: Mask, contrast: number): boolean {
  const values = Float64Array.from(light.data);
  const inside = values.filter((_, i) => sheet.data[i] === 1);
  const outside = median(values.filter((_, i) => sheet.data[i] === 0));
  const paper = median(inside.slice());
  let [drawn, alike] = [0, 0];
  for (const value of inside) {
    if (Math.abs(value - paper) <= FAR * contrast) continue;
    drawn++;
    if (Math.abs(value - outside) <= LIKE * contrast) alike++;
  }
  return drawn > MOST_DRAWN * inside.length || 2 * alike > drawn;
}

/** The ink of what lies on a sheet; null where nothing does, so that it may be no sheet at all. */
function inkOnSheet(
  light: Plane,
  sheet: Mask,
  constants: Preprocessing,
  several: boolean,
  steps: InkSteps,
): FoundInk | null {
  const bounds = boundsOf(sheet);
  if (!bounds) return null;
  const inside = cutMask(sheet, bounds);
  const part = cutPlane(light, bounds);
  const paper = median(Float64Array.from(part.data).filter((_, i) => inside.data[i] === 1));
  for (let i = 0; i < part.data.length; i++) if (!inside.data[i]) part.data[i] = paper;
  const [low, high] = extremes(part.data);
  if (high - low < constants.min_contrast) return null;
  const found = inkOn(part, evenLevel(part, constants), constants, several, steps);
  const core = erodeWithin(inside, 2, 0);
  let [edge, atEdge, first, last] = [0, 0, -1, -1];
  for (let i = 0; i < inside.data.length; i++) {
    const isStrong = found.ink.data[i] > 0.5;
    if (inside.data[i] && !core.data[i]) {
      edge++;
      if (isStrong) atEdge++;
    }
    if (!isStrong) continue;
    last = Math.floor(i / inside.width);
    if (first < 0) first = last;
  }
  if (atEdge / edge > AT_EDGE || first < 0) return null;
  if (last - first + 1 < SMALLEST * inside.height) return null;
  const whole = (plane: Plane): Plane => {
    const data = new Float64Array(light.data.length);
    for (let row = 0, i = 0; row < inside.height; row++) {
      const from = (bounds.top + row) * light.width + bounds.left;
      for (let column = 0; column < inside.width; column++, i++)
        if (inside.data[i]) data[from + column] = plane.data[i];
    }
    return { ...light, data };
  };
  return { ink: whole(found.ink), raw: whole(found.raw), light, sheet };
}

/** The ink on one even level, or on paper where there is none. */
function inkOn(
  light: Plane,
  level: number | null,
  constants: Preprocessing,
  several: boolean,
  steps: InkSteps,
): FoundInk {
  const raw = level === null ? inkOnPaper(light) : inkOnLevel(light, level);
  if (raw) {
    let ink = steps.lines ? withoutLines(withoutGrids(raw, LINE_INK)) : raw;
    if (level === null) {
      const data = new Float64Array(ink.data.length);
      for (let i = 0; i < data.length; i++)
        data[i] = Math.min(1, Math.max(0, (ink.data[i] - FAINTEST) / (FULL - FAINTEST)));
      ink = withoutResidue({ ...ink, data }, constants.crop_threshold, CLEAR);
    } else {
      const strength = strokeStrength(ink.data);
      if (strength > 0 && strength < WEAK) {
        const data = Float64Array.from(ink.data, (value) => Math.min(value / strength, 1));
        ink = { ...ink, data };
      }
      ink = withoutResidue(ink, constants.crop_threshold, FAINTEST);
    }
    if (steps.strays) ink = withoutStrays(ink, constants.crop_threshold, several);
    if (extremes(ink.data)[1] > constants.crop_threshold) return { ink, raw, light, sheet: null };
  }
  // A sheet that is covered and not written on, stripes, grain: not blank, and no digit either.
  const ink = distance(light, median(Float64Array.from(light.data)));
  return { ink, raw: ink, light, sheet: null };
}

/** The ink without what is faint and far from any stroke: a printed grid, the other side's ink, a scanner's rings. */
function withoutResidue(ink: Plane, threshold: number, certain: number): Plane {
  const clear = boundsOf(ink, certain);
  const drawn = boundsOf(ink, threshold);
  if (!clear || !drawn) return ink;
  const reach = Math.max(2, Math.floor(Math.max(ink.width, ink.height) / 64));
  const isNear = (['top', 'bottom', 'left', 'right'] as const).every(
    (side) => Math.abs(clear[side] - drawn[side]) <= reach,
  );
  if (isNear) return ink;
  const near = dilateMask(above(ink, certain), reach);
  return without(ink, { ...near, data: near.data.map((value) => 1 - value) });
}
