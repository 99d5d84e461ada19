/** Max pooling: of each window only the largest value goes on. */
import { indexOf, type Position, type Tensor } from './tensor';

export interface Pooled {
  value: number;
  /** Where in the input the winner stands; the first one, row by row, where several are equal. */
  winner: Position;
}

/** The largest value of the window that makes one output value, and where it was. */
export function maxPoolAt(input: Tensor, at: Position, kernelSize: number, stride: number): Pooled {
  let value = -Infinity;
  let winner: Position = at;
  for (let m = 0; m < kernelSize; m++) {
    for (let n = 0; n < kernelSize; n++) {
      const position = {
        channel: at.channel,
        row: at.row * stride + m,
        column: at.column * stride + n,
      };
      const candidate = input.data[indexOf(input.shape, position)];
      if (candidate > value) {
        value = candidate;
        winner = position;
      }
    }
  }
  return { value, winner };
}
