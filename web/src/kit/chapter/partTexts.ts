/** A text of the address that is made of parts in a fixed order, "planes_cmyk-1101-60__7", each one without what separates them. */

/** Its end is left out where it says nothing; null where none of it says anything. */
export function joinParts(
  parts: readonly (string | number | null)[],
  between: string,
): string | null {
  const last = parts.findLastIndex((part) => part !== null && part !== '');
  return parts.slice(0, last + 1).join(between) || null;
}

/** As many parts as there are; null for what is left out between them. */
export const splitParts = (text: string | null, between: string): readonly (string | null)[] =>
  text === null ? [] : text.split(between).map((part) => part || null);
