/**
 * A picture's pixels as one number each: their luminance, or, where ink differs in hue alone, a difference of colours.
 * The Python side is src/esmiuca/images/light.py, which explains the numbers.
 */
import type { Plane } from '../tensor';

export type Pixels = Uint8ClampedArray | Uint8Array;

/** Red against green, and blue against yellow, as weights of R, G and B; grey is 0 in both. */
export const HUES = [
  [1, -1, 0],
  [-0.5, -0.5, 1],
] as const;

const CARD = 0.5;
const PAPER = 0.5;
const NEAR = 26;
const FAR = 64;
const DRAWN = 0.002;

/** The luminance of a pixel as a grey level: Rec. 601, in whole numbers. */
const luma = (rgba: Pixels, i: number) =>
  (19595 * rgba[i] + 38470 * rgba[i + 1] + 7471 * rgba[i + 2] + 32768) >>> 16;

/** Grey levels, 0–255, whole where nothing is transparent. */
export interface Levels {
  data: Uint8Array | Float64Array;
  width: number;
  height: number;
}

/** The luminance of each pixel, transparency laid on what `backdrop` says; null where all is transparent. */
export function luminance(rgba: Pixels, width: number, height: number): Levels | null {
  const count = width * height;
  const data = new Uint8Array(count);
  let isOpaque = true;
  for (let i = 0, at = 0; i < count; i++, at += 4) {
    data[i] = luma(rgba, at);
    if (rgba[at + 3] < 255) isOpaque = false;
  }
  if (isOpaque) return { data, width, height };
  const background = backdrop(rgba, data, width, height);
  if (background === null) return null;
  const laid = Float64Array.from(data, (level, i) => {
    const opacity = rgba[4 * i + 3] / 255;
    return opacity * level + (1 - opacity) * background;
  });
  return { data: laid, width, height };
}

/**
 * The level that is laid behind a picture's transparent parts; null where everything is transparent.
 *
 * A sheet with transparent margins, corners or columns goes on as it is: its own level. Strokes on nothing get what
 * contrasts with them.
 */
function backdrop(rgba: Pixels, levels: Uint8Array, width: number, height: number): number | null {
  /** Of opacity, 255 a pixel, by grey level. */
  const counts = new Float64Array(256);
  let [total, weighted, top, bottom, left, right] = [0, 0, height, -1, width, -1];
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      const alpha = rgba[4 * i + 3];
      if (alpha === 0) continue;
      counts[levels[i]] += alpha;
      total += alpha;
      weighted += alpha * levels[i];
      if (row < top) top = row;
      bottom = row;
      if (column < left) left = column;
      if (column > right) right = column;
    }
  }
  if (total === 0) return null;
  let level = 0;
  for (let sum = counts[0]; sum < total / 2; sum += counts[level]) level++;
  let [near, far] = [0, 0];
  for (let other = 0; other < 256; other++) {
    const away = Math.abs(other - level);
    if (away <= NEAR) near += counts[other];
    if (away > FAR) far += counts[other];
  }
  const rectangle = (bottom - top + 1) * (right - left + 1);
  if (total >= CARD * 255 * rectangle && near >= PAPER * total && far >= DRAWN * total)
    return level;
  return weighted / total < 127.5 ? 255 : 0;
}

/** A difference of colours of each pixel, in −1 to 1; 0, grey, where it is transparent. */
export function hue(
  rgba: Pixels,
  width: number,
  height: number,
  [red, green, blue]: readonly [number, number, number],
): Plane {
  const data = new Float64Array(width * height);
  for (let i = 0, at = 0; i < data.length; i++, at += 4)
    data[i] =
      ((red * rgba[at] + green * rgba[at + 1] + blue * rgba[at + 2]) * rgba[at + 3]) / 255 ** 2;
  return { data, width, height };
}
