/** A colour picture on a canvas, a pixel a pixel; CSS enlarges. */
import type { ColourPicture } from '../../core/colourPlanes';

export function paintColours(
  canvas: HTMLCanvasElement,
  { rgb, width, height }: ColourPicture,
): void {
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    image.data.set(rgb.subarray(3 * i, 3 * i + 3), 4 * i);
    image.data[4 * i + 3] = 255;
  }
  canvas.getContext('2d')!.putImageData(image, 0, 0);
}
