/** A picture of one channel: `data` row by row. */
export interface Plane {
  data: Float64Array | Float32Array;
  width: number;
  height: number;
}

/** The numbers of one layer, with their shape without the batch axis: [C, H, W] or [N]. */
export interface Tensor {
  data: Float32Array;
  shape: readonly number[];
}

/** Numbers in single or double precision. */
export interface AnyTensor {
  readonly data: Float32Array | Float64Array;
  readonly shape: readonly number[];
}

/** One place in a layer; vectors have only a channel, row and column are then 0. */
export interface Position {
  channel: number;
  row: number;
  column: number;
}

export const isSamePlace = (a: Position, b: Position): boolean =>
  a.channel === b.channel && a.row === b.row && a.column === b.column;

/** Index of a place in the data of a layer of this shape. */
export function indexOf(shape: readonly number[], { channel, row, column }: Position): number {
  if (shape.length === 1) return channel;
  return (channel * shape[1] + row) * shape[2] + column;
}

/** The place of an index: flatten's inverse, index ↔ (channel, row, column). */
export function positionOf(shape: readonly number[], index: number): Position {
  if (shape.length === 1) return { channel: index, row: 0, column: 0 };
  const area = shape[1] * shape[2];
  const rest = index % area;
  return {
    channel: Math.floor(index / area),
    row: Math.floor(rest / shape[2]),
    column: rest % shape[2],
  };
}

export function valueAt(tensor: Tensor, position: Position): number {
  return tensor.data[indexOf(tensor.shape, position)];
}

/** How many numbers a shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** The largest magnitude, so that a signed scale is symmetric. */
export function magnitude(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  return most;
}

/** Where the largest magnitude is; the first of equals. */
export function placeOfLargest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++)
    if (Math.abs(values[i]) > Math.abs(values[best])) best = i;
  return best;
}
