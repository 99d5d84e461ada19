/** An address text of parts in a fixed order, "planes_cmyk-1101-60__7"; no part contains the separator. */

/** Trailing parts that say nothing are left out; null if none says anything. */
export function joinParts(
  parts: readonly (string | number | null)[],
  between: string,
): string | null {
  const last = parts.findLastIndex((part) => part !== null && part !== '');
  return parts.slice(0, last + 1).join(between) || null;
}

/** Always as many parts as there are; null for those left out in between. */
export const splitParts = (text: string | null, between: string): readonly (string | null)[] =>
  text === null ? [] : text.split(between).map((part) => part || null);
