/** Which unit of a layer looks at a place of the picture: the one whose receptive field has it in its middle. */
import { receptiveField, type LayerGeometry } from './receptiveField';
import type { Position } from './tensor';

/**
 * @param place row and column in the picture
 * @param pictureShape [C, H, W]
 */
export function unitAt(
  layers: readonly LayerGeometry[],
  name: string,
  place: { row: number; column: number },
  pictureShape: readonly number[],
): Position {
  const shape = layers.find((layer) => layer.name === name)?.shape ?? pictureShape;
  if (shape.length < 3) return { channel: 0, row: 0, column: 0 };
  const field = (row: number, column: number) =>
    receptiveField(layers, name, { channel: 0, row, column }, pictureShape);
  // Fields of neighbours are equally far apart, but for those that the edges cut: two in the middle tell how far.
  const nearest = (wanted: number, count: number, middleOf: (index: number) => number) => {
    const middle = Math.max(0, Math.min(count - 2, count >> 1));
    const step = count > 1 ? middleOf(middle + 1) - middleOf(middle) : 1;
    const index = Math.round(middle + (wanted - middleOf(middle)) / step);
    return Math.min(count - 1, Math.max(0, index));
  };
  return {
    channel: 0,
    row: nearest(place.row, shape[1], (row) => (field(row, 0).top + field(row, 0).bottom) / 2),
    column: nearest(
      place.column,
      shape[2],
      (column) => (field(0, column).left + field(0, column).right) / 2,
    ),
  };
}
