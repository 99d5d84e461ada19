/** Connected components: which drawn pixels touch, corners included. */
import type { Plane } from './tensor';

const SPECK_FRACTION = 0.05;

/** The number of each pixel's component, from 1, and how many there are; 0 where nothing is drawn. */
export interface Components {
  labels: Int32Array;
  count: number;
}

/**
 * The ink without the components (of ink > threshold) that hold less than 5% of the largest one's ink.
 * Fainter pixels belong to no component and stay.
 */
export function dropSpecks(ink: Plane, threshold: number): Plane {
  const components = labelComponents(ink, threshold);
  const totals = inkOfEach(components, ink);
  const least = SPECK_FRACTION * totals.reduce((most, total) => Math.max(most, total), 0);
  const data = Float64Array.from(ink.data, (value, i) => {
    const label = components.labels[i];
    return label === 0 || totals[label] >= least ? value : 0;
  });
  return { ...ink, data };
}

/** The ink of each component, by its number; that of 0 is left out. */
export function inkOfEach({ labels, count }: Components, { data }: Plane): Float64Array {
  const totals = new Float64Array(count + 1);
  for (let i = 0; i < data.length; i++) if (labels[i] > 0) totals[labels[i]] += data[i];
  return totals;
}

/**
 * The 8-connected components of ink > threshold, numbered by their first pixel, row by row.
 *
 * Each row's runs of drawn pixels take the label of the runs that they touch in the row above, and labels that meet are
 * noted as one (Rosenfeld and Pfaltz, "Sequential operations in digital picture processing", 1966). It looks at each
 * pixel a few times at most: a drawing is looked at on every move of the pen.
 */
export function labelComponents({ data, width, height }: Plane, threshold: number): Components {
  const labels = new Int32Array(width * height);
  /** For each label the one that it is the same as: itself, or a smaller one. */
  const same = [0];
  const first = (label: number) => {
    while (same[label] !== label) label = same[label] = same[same[label]];
    return label;
  };
  for (let row = 0, i = 0; row < height; row++) {
    const end = i + width;
    while (i < end) {
      if (data[i] <= threshold) {
        i++;
        continue;
      }
      const start = i;
      while (i < end && data[i] > threshold) i++;
      let label = 0;
      if (row > 0) {
        const [from, to] = [Math.max(start - 1, end - width), Math.min(i, end - 1)];
        for (let above = from - width; above <= to - width; above++) {
          if (labels[above] === 0 || labels[above] === label) continue;
          const other = first(labels[above]);
          if (label === 0) label = other;
          else if (other !== label) {
            same[Math.max(label, other)] = Math.min(label, other);
            label = Math.min(label, other);
          }
        }
      }
      if (label === 0) same.push((label = same.length));
      labels.fill(label, start, i);
    }
  }
  return renumbered(labels, same, first);
}

/** Gives labels that are the same one number each, from 1, without gaps. */
function renumbered(
  labels: Int32Array,
  same: readonly number[],
  first: (label: number) => number,
): Components {
  const numbers = new Int32Array(same.length);
  let count = 0;
  for (let label = 1; label < same.length; label++)
    numbers[label] = same[label] === label ? ++count : numbers[first(label)];
  if (count < same.length - 1)
    for (let i = 0; i < labels.length; i++) labels[i] = numbers[labels[i]];
  return { labels, count };
}
