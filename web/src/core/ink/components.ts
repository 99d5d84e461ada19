/** Connected components: which drawn pixels touch, corners included. */
import type { Plane } from '../tensor';
import { above, type Bounds, type Mask } from './mask';

/** The number of each pixel's component, from 1, and how many there are; 0 where nothing is drawn. */
export interface Components {
  labels: Int32Array;
  count: number;
}

/** The ink of each component, by its number; that of 0 is left out. */
export function inkOfEach({ labels, count }: Components, { data }: Plane): Float64Array {
  const totals = new Float64Array(count + 1);
  for (let i = 0; i < data.length; i++) if (labels[i] > 0) totals[labels[i]] += data[i];
  return totals;
}

/** For each component, by its number, the rectangle that holds it. */
export function boundsOfEach(
  { labels, count }: Components,
  { width, height }: { width: number; height: number },
): Bounds[] {
  const bounds = Array.from({ length: count + 1 }, () => ({
    top: height,
    bottom: 0,
    left: width,
    right: 0,
  }));
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      if (labels[i] === 0) continue;
      const own = bounds[labels[i]];
      if (row < own.top) own.top = row;
      own.bottom = row + 1;
      if (column < own.left) own.left = column;
      if (column >= own.right) own.right = column + 1;
    }
  }
  return bounds;
}

/**
 * The 8-connected components of ink > threshold, numbered by their first pixel, row by row.
 *
 * Each row's runs of drawn pixels take the label of the runs that they touch in the row above, and labels that meet are
 * noted as one (Rosenfeld and Pfaltz, "Sequential operations in digital picture processing", 1966). It looks at each
 * pixel a few times at most: a drawing is looked at on every move of the pen.
 */
export const labelComponents = (ink: Plane, threshold: number): Components =>
  labelMask(above(ink, threshold));

/** The 8-connected components of a mask. */
export function labelMask({ data, width, height }: Mask): Components {
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
      if (!data[i]) {
        i++;
        continue;
      }
      const start = i;
      while (i < end && data[i]) i++;
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

/** Whether a component stands free of the picture's edges. */
export const touchesNoEdge = (
  { top, bottom, left, right }: Bounds,
  { width, height }: { width: number; height: number },
): boolean => top > 0 && bottom < height && left > 0 && right < width;
