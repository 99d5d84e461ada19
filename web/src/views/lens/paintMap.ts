/** One map as a picture, a pixel a value; CSS enlarges. */
import type { Scale, Theme } from '../../theme';
import { shareOf, type Paint } from './colours';

/** Values that are not there yet: between paper and line, on no scale. */
const NOT_YET: Record<Theme, number> = { light: 0xffd3e3ee, dark: 0xff2b333a };

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
  { most, paint, upTo = Infinity, theme }: MapStyle,
): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  const last = scale.length - 1;
  for (let i = 0; i < words.length; i++)
    words[i] =
      i > upTo ? NOT_YET[theme] : scale[Math.round(shareOf(values[i], most, paint) * last)];
  context.putImageData(image, 0, 0);
}
