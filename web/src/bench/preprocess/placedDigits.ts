/**
 * From a drawing or a picture of a number to what the network sees of each digit, where each stands, and the signs between.
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
import type { FoundInk } from '../../core/ink/ink';
import type { Plane } from '../../core/tensor';
import { findParts, isCuttable, type Part } from './cuts';
import { findLines, type Line, type Segment } from './segments';
import type { Sign, SignText } from './signs';

/** A line of digits may be this many working sizes long. */
const LENGTHS = 4;

export interface PlacedDigit {
  normalized: Normalized;
  /** In pixels of the drawing or picture. */
  box: Rectangle;
  /** In pixels of the map of ink. */
  inkBox: Rectangle;
  /** The whole map of ink, with only this digit's. */
  cut: () => Plane;
  /** What may be a digit of its own in it; null if it is too small to be several. */
  parts: (() => Part[]) | null;
  /** Other ink of the same picture as a digit; null if there is none. */
  other: (cut: () => Plane, inkBox: Rectangle) => PlacedDigit | null;
}

export interface PlacedSign {
  sign: SignText;
  /** How many digits stand before it. */
  before: number;
  box: Rectangle;
}

export interface PlacedNumber {
  /** Line by line and from left to right. */
  digits: PlacedDigit[];
  /** In the order in which they are read. */
  signs: PlacedSign[];
  /** How many digits stand before each line but the first. */
  breaks: number[];
}

const NOTHING: PlacedNumber = { digits: [], signs: [], breaks: [] };

/** What the digits of one line share. */
interface Place {
  steps: Steps;
  constants: Preprocessing;
  /** How tall a digit is, in pixels of the map of ink. */
  usual: number;
  /** A box in the map of ink, in pixels of the drawing or picture. */
  inPicture: (box: Rectangle) => Rectangle;
  /** How its ink was found, in a picture. */
  found?: FoundInk;
}

/** A map of ink as a number: one digit if it is none; none if nothing is drawn. */
export function normalizeDigits(ink: Plane, steps: Steps, constants: Preprocessing): PlacedNumber {
  const components = labelComponents(ink, constants.crop_threshold);
  // Asked on every move of the pen, and there is nearly always only one piece.
  const lines = (components.count > 1 && findLines(ink, components)) || [];
  const inPicture = (box: Rectangle) => box;
  if (lines.reduce((count, { parts }) => count + parts.length, 0) > 1)
    return placed(lines, { steps, constants, inPicture });
  const alone = normalizeInk(ink, steps, constants);
  if (!alone) return NOTHING;
  const only = lines[0]?.parts[0];
  const box = only?.box ?? alone.crop;
  const pieces = only && !isSign(only) ? only.pieces : components.count;
  const place = { steps, constants, inPicture, usual: box.height };
  return { ...NOTHING, digits: [digitOf(alone, { box, cut: () => ink, pieces }, place)] };
}

/** A picture as a number; null where its ink is in too many pieces to be one. */
export function normalizeNumber(
  rgba: Uint8ClampedArray | Uint8Array,
  width: number,
  height: number,
  steps: Steps,
  constants: Preprocessing,
): PlacedNumber | null {
  const found = inkOfPicture(rgba, width, height, constants, { lengths: LENGTHS, steps });
  if (!found) return NOTHING;
  const { ink } = found;
  const lines = findLines(ink, labelComponents(ink, constants.crop_threshold));
  if (!lines) return null;
  const inPicture = (box: Rectangle) => scaled(box, ink, { width, height });
  if (lines.length !== 1 || lines[0].parts.length !== 1)
    return placed(lines, { steps, constants, inPicture, found });
  const [{ parts, usual }] = lines;
  const [only] = parts;
  const alone = normalizePicture(rgba, width, height, steps, constants);
  if (!alone || isSign(only)) return NOTHING;
  const place = { steps, constants, inPicture, usual, found: alone.found };
  return { ...NOTHING, digits: [digitOf(alone, only, place)] };
}

const isSign = (part: Segment | Sign): part is Sign => 'text' in part;

function placed(lines: readonly Line[], shared: Omit<Place, 'usual'>): PlacedNumber {
  const digits: PlacedDigit[] = [];
  const signs: PlacedSign[] = [];
  const breaks: number[] = [];
  lines.forEach(({ parts, usual }, row) => {
    if (row > 0) breaks.push(digits.length);
    for (const part of parts) {
      if (isSign(part)) {
        const box = shared.inPicture(part.box);
        signs.push({ sign: part.text, before: digits.length, box });
        continue;
      }
      const digit = otherDigit(part, { ...shared, usual });
      if (digit) digits.push(digit);
    }
  });
  return { digits, signs, breaks };
}

function otherDigit(segment: Segment, place: Place): PlacedDigit | null {
  const normalized = normalizeInk(segment.cut(), place.steps, place.constants);
  return normalized && digitOf(normalized, segment, place);
}

function digitOf(normalized: Normalized, { box, cut, pieces }: Segment, place: Place): PlacedDigit {
  const { steps, usual, constants, inPicture, found } = place;
  // With a step left out, it is not the network's own picture: nothing is cut by what it says of that.
  const asSeen = steps.crop && steps.box && steps.centre;
  return {
    normalized: { ...normalized, found },
    box: inPicture(box),
    inkBox: box,
    cut,
    parts:
      asSeen && isCuttable(box, usual, pieces)
        ? () => findParts(cut(), box, usual, constants)
        : null,
    other: (other, inkBox) => otherDigit({ cut: other, box: inkBox, pieces: 1 }, place),
  };
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
