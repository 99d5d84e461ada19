/**
 * Kernels that are a column times a row (rank 1): two short passes give what one long pass gives.
 *
 *   K[m, n] = column[m] · row[n]        k² multiplications a pixel → 2·k
 */
export interface Separated {
  column: number[];
  row: number[];
}

/** Share of the largest weight: differences this small come from typed decimals or float32, and are no second rank. */
const TOLERANCE = 1e-7;

/** The column and the row of a size × size kernel, row after row; null where it has none, or is all zeros. */
export function separate(weights: readonly number[], size: number): Separated | null {
  let pivot = 0;
  weights.forEach((weight, index) => {
    if (Math.abs(weight) > Math.abs(weights[pivot])) pivot = index;
  });
  const most = weights[pivot];
  if (!most) return null;
  const [pivotRow, pivotColumn] = [Math.floor(pivot / size), pivot % size];
  const sides = Array.from({ length: size }, (_, i) => i);
  const row = sides.map((n) => weights[pivotRow * size + n]);
  const column = sides.map((m) => weights[m * size + pivotColumn] / most);
  const isRankOne = weights.every(
    (weight, i) =>
      Math.abs(weight - column[Math.floor(i / size)] * row[i % size]) <= TOLERANCE * Math.abs(most),
  );
  return isRankOne ? readable(column, row) : null;
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/**
 * The same product, as people write it: means as two means (1/3 1/3 1/3), others with a row whose smallest weight is
 * ±1 (−1 0 1) and that grows to the right.
 */
function readable(column: number[], row: number[]): Separated {
  const total = sumOf(column) * sumOf(row);
  const isMean = total > TOLERANCE && [...column, ...row].every((value) => value >= 0);
  const least = Math.min(...row.filter((value) => value !== 0).map(Math.abs));
  const last = row.findLast((value) => value !== 0)!;
  const factor = isMean ? sumOf(row) / Math.sqrt(total) : Math.sign(last) * least;
  // −0 would be written with a sign.
  return {
    column: column.map((value) => value * factor + 0),
    row: row.map((value) => value / factor + 0),
  };
}
