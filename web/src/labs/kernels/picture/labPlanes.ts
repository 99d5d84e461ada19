/** Files, examples and drawings as planes from 0 to 1, at the size that the laboratories work on. */
import { inkOf } from '../../../core/greys';
import { colourPlanes } from './picturePlanes';
import type { Plane } from '../../../core/tensor';
import { openPicture, reducedPicture, rasterize, type Drawing, type Picture } from '../../../bench';

export type ColourPlanes = readonly [red: Plane, green: Plane, blue: Plane];

/** What was given, before it was reduced to what is worked on. */
export interface GivenFacts {
  name: string;
  width: number;
  height: number;
  /** Pictures in an animation; 1 where it is none, or where the browser does not say. */
  frames: number;
}

/** Pixels of the longer side that is worked on: 320 × 240 is what the camera runs at. */
export const LONGER_SIDE = 320;
const DIGIT_SIDE = 28;

/** Rejects where the browser can't decode it. Of an animation the first picture is taken. */
export async function openPlanes(
  file: Blob,
  name: string,
): Promise<{ planes: ColourPlanes; facts: GivenFacts }> {
  const { picture, width, height } = await openPicture(file, LONGER_SIDE);
  const frames = await framesOf(file);
  return { planes: planesOf(picture), facts: { name, width, height, frames } };
}

async function framesOf(file: Blob): Promise<number> {
  if (file.type !== 'image/gif' || !('ImageDecoder' in globalThis)) return 1;
  const decoder = new ImageDecoder({ data: await file.arrayBuffer(), type: file.type });
  try {
    await decoder.tracks.ready;
    await decoder.completed;
    return decoder.tracks.selectedTrack?.frameCount ?? 1;
  } catch {
    return 1;
  } finally {
    decoder.close();
  }
}

export const planesOf = ({ rgba, width, height }: Picture): ColourPlanes =>
  colourPlanes(rgba, width, height);

const threeTimes = (plane: Plane): ColourPlanes => [plane, plane, plane];

/** 28×28 levels as MNIST has them: white on black. */
export function greyLevels(pixels: Uint8Array): ColourPlanes {
  return threeTimes({ data: inkOf(pixels), width: DIGIT_SIDE, height: DIGIT_SIDE });
}

/** A bright square on black: every edge and every corner that there is, and nothing else. */
export function square(): ColourPlanes {
  const [side, edge] = [24, 7];
  const isIn = (place: number) => place >= edge && place < side - edge;
  const data = Float32Array.from({ length: side * side }, (_, i) =>
    isIn(Math.floor(i / side)) && isIn(i % side) ? 1 : 0,
  );
  return threeTimes({ data, width: side, height: side });
}

/** The drawing: dark ink on white paper, pixels as they are, a picture in its colours. */
export function drawnPlanes({ strokes, pixels, picture }: Drawing): ColourPlanes {
  if (pixels) return greyLevels(pixels);
  if (picture) return planesOf(reducedPicture(picture, LONGER_SIDE));
  const ink = rasterize(strokes);
  return threeTimes({ ...ink, data: Float32Array.from(ink.data, (share) => 1 - share) });
}
