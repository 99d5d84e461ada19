/**
 * How numbers are rounded, everywhere on the page: one number, one text; and what is listed adds up to what is shown.
 *
 * 1. What stands for itself is rounded on its own, always the same way (`rounded`): a weight, a bias, an input, a result,
 *    whatever another place shows as well.
 * 2. In a sum of such numbers the line that stands for what is not listed, "the others sum to", "the products sum to", a
 *    difference, is what is left of the rounded total (`restOf`): it stands nowhere else.
 * 3. Where every part is listed, and none but this sum shows it, a window's products, partial sums, the shares of one
 *    whole, the parts nearest to their other neighbour go there, as few as it takes (`roundToSum`).
 * 4. Where that is not enough, as among products by 1, which are read off their other factor, more digits are shown
 *    (`digitsToAddUp`), or the total is marked with ≈ (`addsUp`).
 */

/** To the nearest with so many decimals, halves away from zero. */
export const rounded = (value: number, digits: number): number => Number(value.toFixed(digits)) + 0;

/** In units of the last digit. */
const unitsOf = (value: number, digits: number): number =>
  Math.round(rounded(value, digits) * 10 ** digits);

const allUnits = (values: readonly number[], digits: number): number =>
  values.reduce((sum, value) => sum + unitsOf(value, digits), 0);

/** What is left of a total beside the parts that are listed, all as shown. */
export const restOf = (total: number, listed: readonly number[], digits: number): number =>
  rounded((unitsOf(total, digits) - allUnits(listed, digits)) / 10 ** digits, digits);

/** Whether the parts come to the total, all as shown. */
export const addsUp = (parts: readonly number[], total: number, digits: number): boolean =>
  allUnits(parts, digits) === unitsOf(total, digits);

/** The fewest decimals, from `least` on, at which the parts come to the total; `least` where they do at none. */
export function digitsToAddUp(
  parts: readonly number[],
  total: number,
  least: number,
  most: number,
): number {
  for (let digits = least; digits <= most; digits++)
    if (addsUp(parts, total, digits)) return digits;
  return least;
}

/**
 * Rounds the parts of a sum so that what is shown adds up to the total that is shown, to the last digit.
 *
 * Each part is rounded on its own; then those nearest to their other neighbour go there, as many as the total asks for
 * (the largest remainder method, as parliaments share out their seats). Where too few are free to, all stay as they
 * were, and the sum does not add up.
 *
 * @param isFixed parts that another place shows as well
 */
export function roundToSum(
  parts: readonly number[],
  total: number,
  digits: number,
  isFixed: (index: number) => boolean = () => false,
): number[] {
  const scale = 10 ** digits;
  const units = parts.map((part) => unitsOf(part, digits));
  const missing = unitsOf(total, digits) - units.reduce((sum, unit) => sum + unit, 0);
  const up = Math.sign(missing);
  /** How far beyond what is shown a part lies, towards the neighbour that is asked for. */
  const beyond = parts.map((part, i) => up * (part * scale - units[i]));
  const free = parts.flatMap((_, i) => (beyond[i] > 0 && !isFixed(i) ? [i] : []));
  if (free.length >= Math.abs(missing)) {
    free.sort((a, b) => beyond[b] - beyond[a]);
    for (const i of free.slice(0, Math.abs(missing))) units[i] += up;
  }
  return units.map((unit) => rounded(unit / scale, digits));
}
