/** One map as a picture, one pixel per value; CSS enlarges. */
import type { Scale, Theme } from '../theme';
import { shareOf, type Paint } from './valueColours';

/** Values that are not there yet: between paper and line, off every scale. */
export const NOT_YET: Record<Theme, number> = { light: 0xffd3e3ee, dark: 0xff2b333a };

export interface MapStyle {
  most: number;
  paint: Paint;
  /** Values after this index are not there yet. */
  upTo?: number;
  theme: Theme;
}

export function paintMap(
  canvas: HTMLCanvasElement,
  values: ArrayLike<number>,
  width: number,
  height: number,
  scale: Scale,
  style: MapStyle,
): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const words = wordsOf(values, width * height, scale, style);
  const bytes = new Uint8ClampedArray(words.buffer);
  canvas.getContext('2d')!.putImageData(new ImageData(bytes, width, height), 0, 0);
}

/** The values' colours, one 32-bit word each. */
export function wordsOf(
  values: ArrayLike<number>,
  count: number,
  scale: Scale,
  { most, paint, upTo = Infinity, theme }: MapStyle,
): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(count);
  const last = scale.length - 1;
  for (let i = 0; i < count; i++)
    words[i] =
      i > upTo ? NOT_YET[theme] : scale[Math.round(shareOf(values[i], most, paint) * last)];
  return words;
}
