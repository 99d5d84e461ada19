/** Whole pictures: split into planes, put together from the planes left on, one plane seen alone. */
import { mergeColour, PLANES, splitColour, type Space } from './colour';

export interface ColourPicture {
  /** Red, green and blue of each pixel, row by row: width × height × 3. */
  rgb: Uint8ClampedArray;
  width: number;
  height: number;
}

export interface Planes {
  space: Space;
  /** width × height levels each, in the order of PLANES[space]. */
  levels: Uint8ClampedArray[];
  width: number;
  height: number;
}

const WHITE = 255;

/** No colour space knows transparency: what shows through is white paper. */
export function onWhite(rgba: ArrayLike<number>, width: number, height: number): ColourPicture {
  const rgb = new Uint8ClampedArray(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const opacity = rgba[4 * i + 3] / 255;
    for (let channel = 0; channel < 3; channel++)
      rgb[3 * i + channel] = opacity * rgba[4 * i + channel] + (1 - opacity) * WHITE;
  }
  return { rgb, width, height };
}

export function colourAt({ rgb, width }: ColourPicture, x: number, y: number): number[] {
  const at = 3 * (y * width + x);
  return Array.from(rgb.subarray(at, at + 3));
}

/** @param black see splitColour */
export function splitPicture(
  { rgb, width, height }: ColourPicture,
  space: Space,
  black = 0,
): Planes {
  const levels = PLANES[space].map(() => new Uint8ClampedArray(width * height));
  for (let i = 0; i < width * height; i++) {
    const colour = splitColour([rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]], space, black);
    for (let plane = 0; plane < levels.length; plane++) levels[plane][i] = colour[plane];
  }
  return { space, levels, width, height };
}

/** The picture that the planes left on make; a plane that is off has its `off` level everywhere. */
export function mergePicture(planes: Planes, isOn: readonly boolean[]): ColourPicture {
  return paintPicture(
    planes,
    PLANES[planes.space].map(({ off }) => off),
    isOn,
  );
}

/** One plane as the colour that it carries, the other planes held still. */
export function planeAlone(planes: Planes, index: number): ColourPicture {
  const all = PLANES[planes.space];
  return paintPicture(
    planes,
    all[index].alone ?? all.map(({ off }) => off),
    all.map((_, plane) => plane === index),
  );
}

/** One plane as what it is: a number for each pixel, black for 0 and white for 255. */
export function planeAsGrey({ levels, width, height }: Planes, index: number): ColourPicture {
  return paintPicture({ space: 'grey', levels: [levels[index]], width, height }, [0], [true]);
}

function paintPicture(
  { space, levels, width, height }: Planes,
  still: readonly number[],
  isOn: readonly boolean[],
): ColourPicture {
  const rgb = new Uint8ClampedArray(width * height * 3);
  const colour = [...still];
  const moving = levels.map((_, plane) => plane).filter((plane) => isOn[plane]);
  for (let i = 0; i < width * height; i++) {
    for (const plane of moving) colour[plane] = levels[plane][i];
    rgb.set(mergeColour(colour, space), 3 * i);
  }
  return { rgb, width, height };
}

/** The largest difference in any level between two pictures of the same size: the cost of rounding. */
export function largestDifference(one: ColourPicture, other: ColourPicture): number {
  let most = 0;
  for (let i = 0; i < one.rgb.length; i++)
    most = Math.max(most, Math.abs(one.rgb[i] - other.rgb[i]));
  return most;
}
