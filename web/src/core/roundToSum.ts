/**
 * Rounds the parts of a sum so that what is shown adds up to the total that is shown, to the last digit.
 *
 * Each part goes to one of its two neighbours with `digits` decimals; those nearest to the upper one go up, as many
 * as the rounded total asks for (the largest remainder method, as parliaments share out their seats). The parts'
 * own sum may differ from `total` by the noise of another machine's arithmetic.
 */
export function roundToSum(parts: readonly number[], total: number, digits: number): number[] {
  const scale = 10 ** digits;
  const units = parts.map((part) => Math.floor(part * scale));
  let missing = Math.round(total * scale) - units.reduce((sum, unit) => sum + unit, 0);
  const remainder = (i: number) => parts[i] * scale - Math.floor(parts[i] * scale);
  const order = parts.map((_, i) => i).sort((a, b) => remainder(b) - remainder(a));
  // Outside 0…n only where the total is not the parts' sum: then everybody takes a share.
  while (missing < 0) for (const i of order.toReversed()) if (missing < 0) (units[i]--, missing++);
  while (missing > 0 && parts.length > 0)
    for (const i of order) if (missing > 0) (units[i]++, missing--);
  return units.map((unit) => (unit === 0 ? 0 : unit / scale));
}
