/**
 * From a drawing or a picture of a number to what the network sees of each digit, and where each stands.
 * The Python side is src/esmiuca/images/number.py; tests/parity/segments holds the cases on which both agree.
 */
import { labelComponents } from '../../core/ink/components';
import {
  inkOfPicture,
  normalizeInk,
  normalizePicture,
  type Normalized,
  type Preprocessing,
  type Rectangle,
  type Steps,
} from '../../core/normalize';
import { findSegments, type Segment } from './segments';
import type { Plane } from '../../core/tensor';

/** A line of digits may be this many working sizes long. */
const LENGTHS = 4;

export interface PlacedDigit {
  normalized: Normalized;
  /** In pixels of the drawing or picture. */
  box: Rectangle;
}

/** The digits of a map of ink, from left to right: one if it is not a number; none if nothing is drawn. */
export function normalizeDigits(ink: Plane, steps: Steps, constants: Preprocessing): PlacedDigit[] {
  const components = labelComponents(ink, constants.crop_threshold);
  // Asked on every move of the pen, and there is nearly always only one piece.
  const segments = (components.count > 1 && findSegments(ink, components)) || [];
  if (segments.length > 1) return each(segments, steps, constants);
  const alone = normalizeInk(ink, steps, constants);
  return alone ? [{ normalized: alone, box: segments[0]?.box ?? alone.crop }] : [];
}

/** The digits of a picture, from left to right; null where its ink is in too many pieces to be a number. */
export function normalizeNumber(
  rgba: Uint8ClampedArray | Uint8Array,
  width: number,
  height: number,
  steps: Steps,
  constants: Preprocessing,
): PlacedDigit[] | null {
  const ink = inkOfPicture(rgba, width, height, constants, { lengths: LENGTHS })?.ink;
  if (!ink) return [];
  const segments = findSegments(ink, labelComponents(ink, constants.crop_threshold));
  if (!segments) return null;
  const inPicture = (box: Rectangle) => scaled(box, ink, { width, height });
  if (segments.length > 1)
    return each(segments, steps, constants).map(({ normalized, box }) => ({
      normalized,
      box: inPicture(box),
    }));
  const alone = normalizePicture(rgba, width, height, steps, constants);
  return alone && segments[0] ? [{ normalized: alone, box: inPicture(segments[0].box) }] : [];
}

function each(segments: Segment[], steps: Steps, constants: Preprocessing): PlacedDigit[] {
  return segments.flatMap(({ box, cut }) => {
    const normalized = normalizeInk(cut(), steps, constants);
    return normalized ? [{ normalized, box }] : [];
  });
}

/** A box in a picture of size `own`, mapped to one of size `whole`: the pixels that it touches. */
function scaled(
  box: Rectangle,
  own: { width: number; height: number },
  whole: { width: number; height: number },
): Rectangle {
  const [across, down] = [whole.width / own.width, whole.height / own.height];
  const [x, y] = [Math.floor(box.x * across), Math.floor(box.y * down)];
  const right = Math.min(whole.width, Math.ceil((box.x + box.width) * across));
  const bottom = Math.min(whole.height, Math.ceil((box.y + box.height) * down));
  return { x, y, width: right - x, height: bottom - y };
}
