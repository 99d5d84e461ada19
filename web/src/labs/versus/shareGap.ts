/** Whether two shares that were counted differ by more than chance. */

/** Quantile of the standard normal distribution: 95% lie within ±Z. */
const Z = 1.959964;

export interface ShareGap {
  /** The second share less the first. */
  difference: number;
  /** Whether two samples of this size would seldom (5%) differ as much by chance alone. */
  isLarge: boolean;
}

/**
 * The difference of two shares, each counted on as many things: z = (b − a) / √((a(1 − a) + b(1 − b)) / n).
 *
 * Where both were counted on the very same things the true limit is narrower: a large difference is then all the surer.
 *
 * @param count > 0
 */
export function shareGap(before: number, after: number, count: number): ShareGap {
  const difference = after - before;
  const error = Math.sqrt((before * (1 - before) + after * (1 - after)) / count);
  return { difference, isLarge: Math.abs(difference) > Z * error };
}
