/** A picture for the colour laboratory: a file, a camera's still, or the page's own example, laid on white. */
import study from '../assets/study.png';
import { onWhite } from '../core/colourPlanes';
import type { GivenPicture } from './colours.svelte';
import type { Picture } from './drawing.svelte';
import { pixelsOf } from './picture';

/** Pixels of the longer side that is worked on: every space of it is computed while one waits. */
const LONGER_SIDE = 480;

/** Rejects where the browser can't decode the file; of an animation, the first frame is taken. */
export async function openGiven(file: Blob, name: string): Promise<GivenPicture> {
  const bitmap = await createImageBitmap(file);
  try {
    const picture = pixelsOf(bitmap, bitmap.width, bitmap.height, 0, 0, LONGER_SIDE);
    return given(picture, name, bitmap.width, bitmap.height);
  } finally {
    bitmap.close();
  }
}

export function fromCamera(still: Picture, name: string): GivenPicture {
  const { rgba, width, height } = still;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(rgba), width), 0, 0);
  return given(pixelsOf(canvas, width, height, 0, 0, LONGER_SIDE), name, width, height);
}

export async function loadStudy(): Promise<GivenPicture> {
  const answer = await fetch(study);
  if (!answer.ok) throw new Error(`${study} answered ${answer.status}; reload the page.`);
  return { ...(await openGiven(await answer.blob(), '')), name: null };
}

const given = (
  { rgba, width, height }: Picture,
  name: string,
  fullWidth: number,
  fullHeight: number,
): GivenPicture => ({ ...onWhite(rgba, width, height), name, fullWidth, fullHeight });
