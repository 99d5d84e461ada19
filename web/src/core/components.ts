/** Connected components: which drawn pixels touch, corners included. */
import type { Plane } from './tensor';

const SPECK_FRACTION = 0.05;

/**
 * The ink without the components (of ink > threshold) that hold less than 5% of the largest one's ink.
 * Fainter pixels belong to no component and stay.
 */
export function dropSpecks(ink: Plane, threshold: number): Plane {
  const labels = labelComponents(ink, threshold);
  const totals: number[] = [0];
  labels.forEach((label, i) => {
    if (label > 0) totals[label] = (totals[label] ?? 0) + ink.data[i];
  });
  const least = SPECK_FRACTION * Math.max(...totals);
  const data = Float64Array.from(ink.data, (value, i) =>
    labels[i] === 0 || totals[labels[i]] >= least ? value : 0,
  );
  return { ...ink, data };
}

/** The number of each pixel's 8-connected component, from 1; 0 where the ink is not above the threshold. */
function labelComponents({ data, width, height }: Plane, threshold: number): Int32Array {
  const labels = new Int32Array(width * height);
  const waiting: number[] = [];
  let count = 0;
  for (let start = 0; start < data.length; start++) {
    if (labels[start] !== 0 || data[start] <= threshold) continue;
    labels[start] = ++count;
    waiting.push(start);
    while (waiting.length > 0) {
      const at = waiting.pop()!;
      const row = Math.floor(at / width);
      const column = at % width;
      for (let r = Math.max(0, row - 1); r <= Math.min(height - 1, row + 1); r++) {
        for (let c = Math.max(0, column - 1); c <= Math.min(width - 1, column + 1); c++) {
          const next = r * width + c;
          if (labels[next] === 0 && data[next] > threshold) {
            labels[next] = count;
            waiting.push(next);
          }
        }
      }
    }
  }
  return labels;
}
