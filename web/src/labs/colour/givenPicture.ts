/** A picture for the colour laboratory: a file, a camera's still, or the page's own example, laid on white. */
import study from '../../kit/pictures/study.png';
import { onWhite } from '../../core/colourPlanes';
import type { GivenPicture } from './colours.svelte';
import { openPicture, reducedPicture, type Picture, type Opened } from '../../bench';
import { fetched } from '../../kit/fetched';

/** Pixels of the longer side that is worked on: every space of it is computed while one waits. */
const LONGER_SIDE = 480;

/** Rejects where the browser can't decode the file; of an animation, the first frame is taken. */
export const openGiven = async (file: Blob, name: string | null): Promise<GivenPicture> =>
  given(await openPicture(file, LONGER_SIDE), name);

export function fromCamera(still: Picture, name: string): GivenPicture {
  const { width, height } = still;
  return given({ picture: reducedPicture(still, LONGER_SIDE), width, height }, name);
}

export const loadStudy = async (): Promise<GivenPicture> =>
  openGiven(await (await fetched(study)).blob(), null);

const given = ({ picture, width, height }: Opened, name: string | null): GivenPicture => ({
  ...onWhite(picture.rgba, picture.width, picture.height),
  name,
  fullWidth: width,
  fullHeight: height,
});
