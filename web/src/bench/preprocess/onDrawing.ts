/** Where a window of the network's picture lies on the drawing: back through offset, scaling and crop. */
import type { Normalized } from '../../core/normalize';
import type { Window } from '../../core/receptiveField';
import type { Rectangle } from '../../core/resample';

/**
 * @param window rows and columns of the canvas, both ends included
 * @returns the rectangle in pixels of the map of ink, cut off at its edges; null where it lies wholly outside
 */
export function windowOnInk(
  { ink, crop, box, offset }: Pick<Normalized, 'ink' | 'crop' | 'box' | 'offset'>,
  window: Pick<Window, 'top' | 'bottom' | 'left' | 'right'>,
): Rectangle | null {
  const x = (column: number) => crop.x + ((column - offset.x) * crop.width) / box.width;
  const y = (row: number) => crop.y + ((row - offset.y) * crop.height) / box.height;
  const inside = (place: number, size: number) => Math.min(size, Math.max(0, place));
  const left = inside(x(window.left), ink.width);
  const right = inside(x(window.right + 1), ink.width);
  const top = inside(y(window.top), ink.height);
  const bottom = inside(y(window.bottom + 1), ink.height);
  if (right <= left || bottom <= top) return null;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A rectangle of a plane as shares of the square pad that shows the plane centred, its longer side filling the pad. */
export function onPad(
  { x, y, width, height }: Rectangle,
  plane: { width: number; height: number },
): Rectangle {
  const side = Math.max(plane.width, plane.height);
  return {
    x: (x + (side - plane.width) / 2) / side,
    y: (y + (side - plane.height) / 2) / side,
    width: width / side,
    height: height / side,
  };
}
