/** Which unit of a layer looks at a place of the picture: the one whose receptive field has it in its middle. */
import type { LayerGeometry } from '../../core/receptiveField';
import type { Position } from '../../core/tensor';

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
  const { first, step } = middles(layers, name);
  const nearest = (wanted: number, count: number) =>
    Math.min(count - 1, Math.max(0, Math.round((wanted - first) / step)));
  return {
    channel: 0,
    row: nearest(place.row, shape[1]),
    column: nearest(place.column, shape[2]),
  };
}

/**
 * Where in the picture, counted from its first pixel, the middle of the first unit's receptive field lies, and how much
 * further that of each next one: as if the edges cut none.
 */
function middles(layers: readonly LayerGeometry[], name: string): { first: number; step: number } {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  let [first, step] = [0, 1];
  for (let layer = byName.get(name); layer; layer = byName.get(layer.input)) {
    const { kernel_size = 1, stride = 1, padding = 0 } = layer;
    first = first * stride - padding + (kernel_size - 1) / 2;
    step *= stride;
  }
  return { first, step };
}
