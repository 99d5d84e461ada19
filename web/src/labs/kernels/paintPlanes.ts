/** Planes on a canvas: grey from black to white, three of them as a colour picture, one of them signed. */
import { magnitude, type Plane } from '../../core/tensor';
import { scales, type Theme } from '../../kit/theme';
import { NOT_YET, paintMap } from '../../kit/maps/paintMap';

export interface PlaneStyle {
  theme: Theme;
  /** As a picture from 0 to 1; otherwise one plane, signed. */
  isPicture: boolean;
  /** The plane that is painted where it is not a picture. */
  channel?: number;
  upTo?: number;
}

/**
 * A few pixels are far stronger than all others: signed colours are full from this share of the strongest on, so that
 * the others are seen.
 */
const FULL_FROM = 0.5;

/** The value from which a plane's signed colours are full. */
export const signedMost = ({ data }: Plane): number => FULL_FROM * magnitude(data);

const OPAQUE = 255 << 24;

export function paintPlanes(
  canvas: HTMLCanvasElement,
  planes: readonly Plane[],
  { theme, isPicture, channel = 0, upTo = Infinity }: PlaneStyle,
): void {
  if (isPicture && planes.length === 3) return paintColour(canvas, planes, upTo, theme);
  const plane = planes[Math.min(channel, planes.length - 1)];
  const { data, width, height } = plane;
  const paint = isPicture ? 'pixel' : 'diverging';
  const most = isPicture ? 1 : signedMost(plane);
  paintMap(canvas, data, width, height, scales(theme)[paint], { most, paint, upTo, theme });
}

function paintColour(
  canvas: HTMLCanvasElement,
  [red, green, blue]: readonly Plane[],
  upTo: number,
  theme: Theme,
): void {
  const { width, height } = red;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const words = new Uint32Array(width * height);
  const level = (value: number) => (value <= 0 ? 0 : value >= 1 ? 255 : (value * 255 + 0.5) | 0);
  for (let i = 0; i < words.length; i++)
    words[i] =
      i > upTo
        ? NOT_YET[theme]
        : OPAQUE | (level(blue.data[i]) << 16) | (level(green.data[i]) << 8) | level(red.data[i]);
  const bytes = new Uint8ClampedArray(words.buffer);
  canvas.getContext('2d')!.putImageData(new ImageData(bytes, width, height), 0, 0);
}
