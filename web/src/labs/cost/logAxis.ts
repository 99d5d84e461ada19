/** Whole numbers of any size on an axis where every step is ten times the one before. */

/** The power of ten at which an axis ends that holds all of these. */
export function lastPower(values: readonly bigint[]): number {
  const most = values.reduce((one, other) => (other > one ? other : one), 1n);
  const power = most.toString().length - 1;
  return most === 10n ** BigInt(power) ? Math.max(1, power) : power + 1;
}

/** Where a number lies between 1 and 10 to the last power: 0–1. */
export function logShare(value: bigint, power: number): number {
  if (value <= 1n) return 0;
  // A float holds 10^308, and no picture comes near.
  return Math.min(1, Math.log10(Number(value)) / power);
}
