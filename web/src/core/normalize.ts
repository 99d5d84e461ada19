/**
 * From any drawing or picture to what the network sees: 28×28, white ink on black, as MNIST prepared its digits.
 *
 * crop to the ink → scale into a box of 20×20, proportions kept → centre of mass to the middle of 28×28.
 * The Python side is src/esmiuca/images/normalize.py; tests/parity/normalize holds the cases on which both agree.
 */
import { ALL_INK_STEPS, findInk, type FoundInk, type InkSteps } from './ink/ink';
import { hue, HUES, luminance, type Levels, type Pixels } from './ink/light';
import { boundsOf } from './ink/mask';
import { extremes } from './ink/threshold';
import { resample, type Rectangle } from './resample';
import type { Preprocessing } from './preprocessing';
import type { Plane } from './tensor';

export type { Preprocessing, Rectangle };

/** Which steps are done; each can be switched off to see what it is for. */
export interface Steps extends InkSteps {
  crop: boolean;
  box: boolean;
  centre: boolean;
}

export const ALL_STEPS: Steps = { ...ALL_INK_STEPS, crop: true, box: true, centre: true };

export interface Normalized {
  /** canvas × canvas grey levels: what the network sees. */
  pixels: Uint8Array;
  /** The map of ink that was cropped, and where. */
  ink: Plane;
  crop: Rectangle;
  /** The crop, scaled. */
  box: Plane;
  /** Centre of mass in the scaled crop, counted from pixel centres at whole numbers. */
  massCentre: { x: number; y: number };
  /** Where the scaled crop's first pixel lies on the canvas. */
  offset: { x: number; y: number };
  /** How its ink was found, in a picture. */
  found?: FoundInk;
}

/** A symmetric drawing's centre lies exactly on a half pixel: without this, the order of the sum would choose. */
const HALF_PIXEL_TIE = 1e-9;

const round = (value: number) => Math.floor(value + 0.5);

/** Luminance (0–1): a picture with less may have ink that differs in hue alone. */
const HUE_CONTRAST = 0.2;
/** Times the luminance's contrast: how much more a difference of colours tells where ink differs in hue alone. */
const MUCH_MORE = 3;

/** What the network sees of a picture of any size; null where nothing is drawn. */
export function normalizePicture(
  rgba: Pixels,
  width: number,
  height: number,
  steps: Steps,
  constants: Preprocessing,
): Normalized | null {
  const found = inkOfPicture(rgba, width, height, constants, { steps });
  const normalized = found && normalizeInk(found.ink, steps, constants);
  return normalized && { ...normalized, found };
}

/**
 * A picture's ink at the working size; null where nothing is drawn.
 *
 * @param lengths working sizes that a picture may keep along its longer side: several digits in a line have as many
 *   pixels each as one alone
 */
export function inkOfPicture(
  rgba: Pixels,
  width: number,
  height: number,
  constants: Preprocessing,
  { lengths = 1, steps = ALL_INK_STEPS }: { lengths?: number; steps?: InkSteps } = {},
): FoundInk | null {
  const levels = luminance(rgba, width, height);
  if (!levels) return null;
  let light = atWorkingSize(levels, constants, lengths);
  for (let i = 0; i < light.data.length; i++) light.data[i] /= 255;
  const contrast = contrastOf(light);
  if (contrast < HUE_CONTRAST) {
    // Ink may differ in hue alone, pink on mint: where a difference of colours tells much more, it is what counts.
    const hues = HUES.map((weights) =>
      atWorkingSize(hue(rgba, width, height, weights), constants, lengths),
    );
    const best = contrastOf(hues[1]) > contrastOf(hues[0]) ? hues[1] : hues[0];
    if (contrastOf(best) > MUCH_MORE * contrast) light = best;
  }
  return findInk(light, constants, lengths > 1, steps);
}

function contrastOf({ data }: Plane): number {
  const [low, high] = extremes(data);
  return high - low;
}

function atWorkingSize(picture: Levels | Plane, constants: Preprocessing, lengths: number): Plane {
  const { width, height } = picture;
  const longer = Math.max(width, height, lengths * Math.min(width, height)) / lengths;
  if (longer <= constants.working_size)
    return { width, height, data: Float64Array.from(picture.data) };
  const [w, h] = [width, height].map((side) =>
    Math.max(1, round((side * constants.working_size) / longer)),
  );
  return resample(picture, w, h);
}

/** What the network sees of a map of ink in 0–1; null where no ink is above the crop threshold. */
export function normalizeInk(
  ink: Plane,
  steps: Steps,
  constants: Preprocessing,
): Normalized | null {
  const drawn = boundsOf(ink, constants.crop_threshold);
  if (!drawn) return null;
  const { top, bottom, left, right } = drawn;
  const crop = steps.crop
    ? { x: left, y: top, width: right - left, height: bottom - top }
    : { x: 0, y: 0, width: ink.width, height: ink.height };
  const side = steps.box ? constants.box : constants.canvas;
  const scale = side / Math.max(crop.width, crop.height);
  const box = resample(
    ink,
    Math.max(1, round(crop.width * scale)),
    Math.max(1, round(crop.height * scale)),
    crop,
  );
  const massCentre = centreOfMass(box);
  const offset =
    steps.centre && constants.centering === 'mass'
      ? {
          x: centred(massCentre.x, box.width, constants.canvas),
          y: centred(massCentre.y, box.height, constants.canvas),
        }
      : {
          x: Math.floor((constants.canvas - box.width) / 2),
          y: Math.floor((constants.canvas - box.height) / 2),
        };
  return { pixels: place(box, offset, constants.canvas), ink, crop, box, massCentre, offset };
}

function centreOfMass({ data, width, height }: Plane): { x: number; y: number } {
  let [mass, x, y] = [0, 0, 0];
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      mass += data[i];
      x += data[i] * column;
      y += data[i] * row;
    }
  }
  return mass > 0 ? { x: x / mass, y: y / mass } : { x: (width - 1) / 2, y: (height - 1) / 2 };
}

/** The whole-pixel offset that brings the centre of mass to the middle, clamped so that no ink leaves the canvas. */
function centred(centre: number, size: number, canvas: number): number {
  return Math.min(Math.max(round(canvas / 2 - centre + HALF_PIXEL_TIE), 0), canvas - size);
}

function place(box: Plane, offset: { x: number; y: number }, canvas: number): Uint8Array {
  const pixels = new Uint8Array(canvas * canvas);
  for (let row = 0; row < box.height; row++) {
    for (let column = 0; column < box.width; column++) {
      const value = Math.min(1, Math.max(0, box.data[row * box.width + column]));
      pixels[(offset.y + row) * canvas + offset.x + column] = Math.floor(value * 255 + 0.5);
    }
  }
  return pixels;
}
