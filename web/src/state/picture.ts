/** A picture file → its pixels, reduced by the browser where it is large. */
import type { Picture } from './drawing.svelte';

/** Pixels of the longer side that are kept: more than the preprocessing looks at. */
const LONGER_SIDE = 1024;

/** Rejects where the browser can't decode the file. */
export async function openPicture(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file);
  try {
    return pixelsOf(bitmap, bitmap.width, bitmap.height);
  } finally {
    bitmap.close();
  }
}

/** The pixels of anything that a canvas can draw, from a rectangle of it. */
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
  const context = new OffscreenCanvas(width, height).getContext('2d', {
    willReadFrequently: true,
  })!;
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, left, top, sourceWidth, sourceHeight, 0, 0, width, height);
  return { rgba: context.getImageData(0, 0, width, height).data, width, height };
}
