/** The place of a plane that one looks at. */
import type { Plane } from '../../core/tensor';
import { nearest } from '../../bench';

export interface Place {
  row: number;
  column: number;
}

/** The place, or the nearest one inside the plane, or its middle; unchanged while there is no plane. */
export function placeIn(plane: Plane | null, asked: Place | null): Place {
  if (!plane) return asked ?? { row: 0, column: 0 };
  const place = asked ?? { row: plane.height >> 1, column: plane.width >> 1 };
  const { row, column } = nearest([1, plane.height, plane.width], { channel: 0, ...place });
  return { row, column };
}

const MIDDLE = 'mid';

/** For the address: "12.30"; null is the middle. */
export const writePlace = (place: Place | null): string =>
  place ? `${place.row}.${place.column}` : MIDDLE;

/** Whatever is not a place is the middle. */
export function readPlace(text: string): Place | null {
  const [row, column] = /^(\d{1,4})\.(\d{1,4})$/.exec(text)?.slice(1).map(Number) ?? [];
  return row === undefined ? null : { row, column };
}
