/** In which colours a plane is painted. */
import type { Plane } from '../../../core/tensor';
import { signedMost } from '../paintPlanes';
import type { Paint } from '../../../kit/maps/valueColours';

export interface PlaneLook {
  paint: Paint;
  /** The value that gets the scale's last colour. */
  most: number;
}

/** @param isPicture whether its numbers are light, from 0 to 1 */
export const planeLook = (plane: Plane | null, isPicture: boolean): PlaneLook =>
  isPicture || !plane
    ? { paint: 'pixel', most: 1 }
    : { paint: 'diverging', most: signedMost(plane) };
