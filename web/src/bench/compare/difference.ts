/** How far apart two results of the same layer are. */

export interface Distance {
  /** ‖a − b‖ ∕ √(‖a‖² + ‖b‖²): 0 where they are equal, 1 where nothing is in both, up to √2 with opposite signs. */
  apart: number;
  /** Pearson's correlation, −1 to 1; null where one of them is the same everywhere. */
  correlation: number | null;
}

/** a − b, value by value. */
export function difference(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, i) => value - b[i]);
}

export function distanceOf(a: Float32Array, b: Float32Array): Distance {
  const count = a.length;
  let [sumA, sumB, squaresA, squaresB, products, gap] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    sumA += a[i];
    sumB += b[i];
    squaresA += a[i] * a[i];
    squaresB += b[i] * b[i];
    products += a[i] * b[i];
    gap += (a[i] - b[i]) ** 2;
  }
  const both = squaresA + squaresB;
  const spread = (squares: number, sum: number) => squares - (sum * sum) / count;
  const spreads = spread(squaresA, sumA) * spread(squaresB, sumB);
  return {
    apart: both > 0 ? Math.sqrt(gap / both) : 0,
    // A spread that is only rounding counts as none.
    correlation:
      spreads > 1e-12 * squaresA * squaresB
        ? (products - (sumA * sumB) / count) / Math.sqrt(spreads)
        : null,
  };
}

/** The maps (or, with an area of 1, the values) by how much they differ, the most first. */
export function mostDifferent(gap: Float32Array, area: number): number[] {
  const squares = new Float64Array(gap.length / area);
  for (let i = 0; i < gap.length; i++) squares[Math.floor(i / area)] += gap[i] * gap[i];
  return Array.from(squares.keys()).sort((one, other) => squares[other] - squares[one]);
}

/** The maps in another order; `order[i]` is the map that comes to place i. */
export function reordered(values: Float32Array, order: readonly number[]): Float32Array {
  const area = values.length / order.length;
  const result = new Float32Array(values.length);
  order.forEach((map, place) =>
    result.set(values.subarray(map * area, (map + 1) * area), place * area),
  );
  return result;
}
