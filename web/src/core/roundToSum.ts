/**
 * Rounds the parts of a sum so that what is shown adds up to the total that is shown, to the last digit.
 *
 * Each part goes to one of its two neighbours with `digits` decimals; those nearest to the upper one go up, as many
 * as the rounded total asks for (the largest remainder method, as parliaments share out their seats). The parts'
 * own sum may differ from `total` by the noise of another machine's arithmetic.
 */
export function roundToSum(parts: readonly number[], total: number, digits: number): number[] {
  if (parts.length === 0) return [];
  const scale = 10 ** digits;
  const units = parts.map((part) => Math.floor(part * scale));
  const missing = Math.round(total * scale) - units.reduce((sum, unit) => sum + unit, 0);
  // Outside 0…n only where the total is not the parts' sum: then everybody takes a share of the difference first.
  const each = Math.floor(missing / parts.length);
  const remainders = parts.map((part, i) => part * scale - units[i]);
  const order = parts.map((_, i) => i).sort((a, b) => remainders[b] - remainders[a]);
  const up = new Uint8Array(parts.length);
  for (const i of order.slice(0, missing - each * parts.length)) up[i] = 1;
  return units.map((unit, i) => (unit + each + up[i]) / scale + 0);
}
