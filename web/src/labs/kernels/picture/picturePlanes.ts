/** A picture's pixels as planes of numbers from 0 to 1, as layers of a network take them. */
import { LUMA } from '../../../core/colour';
import type { Plane } from '../../../core/tensor';

/** Red, green and blue; what is transparent shows white paper. @param rgba four bytes a pixel, row by row */
export function colourPlanes(
  rgba: ArrayLike<number>,
  width: number,
  height: number,
): [red: Plane, green: Plane, blue: Plane] {
  const plane = (channel: number): Plane => {
    const data = new Float32Array(width * height);
    for (let i = 0, at = 0; i < data.length; i++, at += 4) {
      const opacity = rgba[at + 3] / 255;
      data[i] = (rgba[at + channel] / 255) * opacity + 1 - opacity;
    }
    return { data, width, height };
  };
  return [plane(0), plane(1), plane(2)];
}

/** How bright the colours look: 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601). */
export function greyPlane([red, green, blue]: readonly [Plane, Plane, Plane]): Plane {
  const data = new Float32Array(red.data.length);
  for (let i = 0; i < data.length; i++)
    data[i] = LUMA.red * red.data[i] + LUMA.green * green.data[i] + LUMA.blue * blue.data[i];
  return { data, width: red.width, height: red.height };
}
