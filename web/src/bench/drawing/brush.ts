/** A soft pen on the 28×28 grid: full in the middle, half beside it, as MNIST's strokes are. */
export const SIDE = 28;
export const FULL = 255;
const HALF = 150;

const NEIGHBOURS = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
];

/** The pixels after one touch of the pen; none gets lighter. */
export function brush(pixels: Uint8Array, row: number, column: number): Uint8Array {
  const next = pixels.slice();
  next[row * SIDE + column] = FULL;
  for (const [down, right] of NEIGHBOURS) {
    const [r, c] = [row + down, column + right];
    if (r < 0 || c < 0 || r >= SIDE || c >= SIDE) continue;
    next[r * SIDE + c] = Math.max(next[r * SIDE + c], HALF);
  }
  return next;
}
