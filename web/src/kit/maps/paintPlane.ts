/** Numbers as a picture: one pixel each, through a colour scale. */
import type { Scale } from '../theme';

/**
 * Paints `width` × `height` values at their natural resolution; CSS enlarges.
 *
 * @param most the value that gets the scale's last colour; 0 gets its first
 */
export function paintPlane(
  canvas: HTMLCanvasElement,
  values: ArrayLike<number>,
  width: number,
  height: number,
  scale: Scale,
  most: number,
): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  const factor = most > 0 ? (scale.length - 1) / most : 0;
  for (let i = 0; i < words.length; i++)
    words[i] = scale[Math.min(scale.length - 1, Math.max(0, Math.round(values[i] * factor)))];
  context.putImageData(image, 0, 0);
}
