/** Max pooling: only the largest value of each window goes on. */
import { indexOf, type AnyTensor, type Position } from './tensor';

export interface Pooled {
  value: number;
  /** Where in the input the winner stands; the first one, row by row, where several are equal. */
  winner: Position;
}

/** One value of a window, and where in the input it stands: outside the map too, where padding puts −∞. */
export interface Candidate extends Position {
  value: number;
}

/** The window that makes one output value, row by row: kernelSize² candidates. */
export function poolWindow(
  input: AnyTensor,
  at: Position,
  kernelSize: number,
  stride: number,
  padding = 0,
): Candidate[] {
  const [, height, width] = input.shape;
  return Array.from({ length: kernelSize * kernelSize }, (_, i) => {
    const row = at.row * stride - padding + Math.floor(i / kernelSize);
    const column = at.column * stride - padding + (i % kernelSize);
    const position = { channel: at.channel, row, column };
    const isInside = row >= 0 && row < height && column >= 0 && column < width;
    const value = isInside ? input.data[indexOf(input.shape, position)] : -Infinity;
    return { ...position, value };
  });
}

/** The largest value of the window that makes one output value, and where it was. */
export function maxPoolAt(
  input: AnyTensor,
  at: Position,
  kernelSize: number,
  stride: number,
  padding = 0,
): Pooled {
  const [first, ...others] = poolWindow(input, at, kernelSize, stride, padding);
  const { value, ...winner } = others.reduce(
    (best, candidate) => (candidate.value > best.value ? candidate : best),
    first,
  );
  return { value, winner };
}
