/**
 * Numbers as people type them, in either language: a comma or a point, any minus sign, a fraction like 1/9; null where
 * it is not a number.
 */
export function typedNumber(text: string): number | null {
  const plain = text
    .trim()
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/,/g, '.');
  const [over, under, ...rest] = plain.split('/').map((part) => part.trim());
  if (rest.length > 0 || !isPlain(over)) return null;
  if (under === undefined) return Number(over);
  return isPlain(under) && Number(under) !== 0 ? Number(over) / Number(under) : null;
}

/** A text that may yet become a number: no complaint before more is typed. */
export const isUnfinished = (text: string): boolean =>
  /^\s*[-+\u2212\u2013]?[.,]?$|\/\s*$/.test(text);

const isPlain = (text: string) => /^[-+]?(\d+\.?\d*|\.\d+)$/.test(text);
