/** A picture file → its pixels, reduced by the browser where it is large. */
import { spareContext } from '../../kit/maps/spareContext';
import type { Picture } from './drawing.svelte';

/** Longer side that pictures are reduced to, in pixels: more than the preprocessing looks at. */
const LONGER_SIDE = 1024;

/** A picture, and how large it was before it was reduced. */
export interface Opened {
  picture: Picture;
  width: number;
  height: number;
}

/** Rejects where the browser can't decode the file; of an animation the first picture is taken. */
export async function openPicture(file: Blob, longerSide = LONGER_SIDE): Promise<Opened> {
  const bitmap = await createImageBitmap(file);
  try {
    const { width, height } = bitmap;
    return { picture: pixelsOf(bitmap, width, height, 0, 0, longerSide), width, height };
  } finally {
    bitmap.close();
  }
}

/** A picture that is already decoded, its longer side at most this long. */
export function reducedPicture({ rgba, width, height }: Picture, longerSide: number): Picture {
  const whole = spareContext(width, height);
  whole.putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), 0, 0);
  return pixelsOf(whole.canvas, width, height, 0, 0, longerSide);
}

/** The pixels in a rectangle of anything that a canvas can draw. */
export function pixelsOf(
  source: CanvasImageSource,
  sourceWidth: number,
  sourceHeight: number,
  left = 0,
  top = 0,
  longerSide = LONGER_SIDE,
): Picture {
  const scale = Math.min(1, longerSide / Math.max(sourceWidth, sourceHeight));
  const width = Math.max(1, Math.round(sourceWidth * scale));
  const height = Math.max(1, Math.round(sourceHeight * scale));
  const context = spareContext(width, height, true);
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, left, top, sourceWidth, sourceHeight, 0, 0, width, height);
  return { rgba: context.getImageData(0, 0, width, height).data, width, height };
}
