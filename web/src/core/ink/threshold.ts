/** What a value is to be, to be one of the larger ones. The Python side is src/esmiuca/images/threshold.py and strength.py. */

const OTSU_BINS = 256;

/** The threshold that best splits values in [0, most] in two: the middle of the best of 256 bins (Otsu 1979). */
export function otsuThreshold(values: ArrayLike<number>, most: number): number {
  const counts = new Float64Array(OTSU_BINS);
  for (let i = 0; i < values.length; i++)
    counts[Math.min(OTSU_BINS - 1, Math.floor((values[i] / most) * OTSU_BINS))]++;
  const total = values.length;
  const sum = counts.reduce((acc, count, bin) => acc + count * bin, 0);
  let below = 0;
  let belowSum = 0;
  let best = -1;
  let first = 0;
  let last = 0;
  for (let bin = 0; bin < OTSU_BINS; bin++) {
    below += counts[bin];
    belowSum += counts[bin] * bin;
    const weight = below * (total - below);
    const difference = belowSum * total - sum * below;
    const variance = weight > 0 ? (difference * difference) / weight : 0;
    if (variance > best) {
      best = variance;
      first = bin;
    }
    if (variance === best) last = bin;
  }
  return (((first + last) / 2 + 0.5) / OTSU_BINS) * most;
}

/** The ink of a typical stroke: a mean in which strong ink weighs most; 0 where there is none above `least`. */
export function strokeStrength(ink: ArrayLike<number>, least = 0): number {
  let [total, weighted] = [0, 0];
  for (let i = 0; i < ink.length; i++) {
    const value = ink[i];
    if (value <= least) continue;
    const cube = value * value * value;
    total += cube;
    weighted += cube * value;
  }
  return total > 0 ? weighted / total : 0;
}

/** The value in the middle, of an even number the upper one (Hoare's selection, 1961). The values lose their order. */
export function median(values: Float64Array): number {
  const middle = values.length >> 1;
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1];
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i <= j) {
        const kept = values[i];
        values[i++] = values[j];
        values[j--] = kept;
      }
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else break;
  }
  return values[middle];
}

/** The smallest and the largest. */
export function extremes(data: ArrayLike<number>): [low: number, high: number] {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < data.length; i++) {
    if (data[i] < low) low = data[i];
    if (data[i] > high) high = data[i];
  }
  return [low, high];
}
