/**
 * Zones and profiles: how much ink lies where, and how many strokes a line crosses.
 *
 * Source: Trier, Jain and Taxt, "Feature extraction methods for character recognition: a survey", 1996.
 */

/** Mean ink of each zone of `zone` × `zone` pixels, row after row. */
export function zoneInk(ink: ArrayLike<number>, side: number, zone: number): Float64Array {
  const zones = Math.floor(side / zone);
  const result = new Float64Array(zones * zones);
  for (let row = 0; row < zones * zone; row++)
    for (let column = 0; column < zones * zone; column++) {
      const at = Math.floor(row / zone) * zones + Math.floor(column / zone);
      result[at] += ink[row * side + column] / zone ** 2;
    }
  return result;
}

/** The four profiles, in the order in which `profileCounts` lists them, `side` numbers each. */
export const PROFILES = ['rowInk', 'columnInk', 'rowStrokes', 'columnStrokes'] as const;
export type Profile = (typeof PROFILES)[number];

/**
 * Mean ink of each row, of each column; strokes that each row crosses, that each column crosses.
 *
 * @param threshold ink from which on a pixel belongs to a stroke
 */
export function profileCounts(
  ink: ArrayLike<number>,
  side: number,
  threshold: number,
): Float64Array {
  const result = new Float64Array(PROFILES.length * side);
  const isInked = (row: number, column: number) => ink[row * side + column] >= threshold;
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      result[row] += ink[row * side + column] / side;
      result[side + column] += ink[row * side + column] / side;
      if (!isInked(row, column)) continue;
      // A stroke begins where the pixel before is not inked.
      if (column === 0 || !isInked(row, column - 1)) result[2 * side + row]++;
      if (row === 0 || !isInked(row - 1, column)) result[3 * side + column]++;
    }
  return result;
}
