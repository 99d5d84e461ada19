/** Cutting planes, and laying them on larger ones. */
import type { Rectangle } from '../../core/resample';
import type { Plane } from '../../core/tensor';

export function cutPlane({ data, width }: Plane, { x, y, ...size }: Rectangle): Plane {
  const result = new Float32Array(size.width * size.height);
  for (let row = 0; row < size.height; row++) {
    const from = (y + row) * width + x;
    result.set(data.subarray(from, from + size.width), row * size.width);
  }
  return { data: result, ...size };
}

/** The plane on an empty square of this side, which has room for it. */
export function onSquare(plane: Plane, side: number, at: { x: number; y: number }): Plane {
  const data = new Float32Array(side * side);
  for (let row = 0; row < plane.height; row++) {
    const own = plane.data.subarray(row * plane.width, (row + 1) * plane.width);
    data.set(own, (at.y + row) * side + at.x);
  }
  return { data, width: side, height: side };
}
