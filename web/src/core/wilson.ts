/** How far a share that was counted may be from the true one. */

/** Quantile of the standard normal distribution: 95% lie within ±Z. */
const Z = 1.959964;

/**
 * The 95% confidence interval of a share that was right `right` times in `count`.
 *
 * Unlike share ± 1.96 standard errors it stays inside 0–1 and has a width also where all or none were right.
 * Source: Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference".
 *
 * @param right may be fractional; 0 ≤ right ≤ count
 * @param count > 0
 */
export function wilson(right: number, count: number): [low: number, high: number] {
  const share = right / count;
  const square = Z * Z;
  const middle = (share + square / (2 * count)) / (1 + square / count);
  const half =
    (Z / (1 + square / count)) *
    Math.sqrt((share * (1 - share)) / count + square / (4 * count * count));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
