/** Numbers as Python text: lists where a person can still read them, base64 where they can't. */

/** More values than this are written as base64. */
export const READABLE_VALUES = 512;
const VALUES_A_LINE = 8;
/** The longest line, in characters: nine weights fit. */
const LINE = 160;

/** The shortest decimal that reads back as the same float32. */
export function float32Text(value: number, minusInfinity = '-inf'): string {
  if (value === -Infinity) return minusInfinity;
  if (!Number.isFinite(value)) throw new RangeError(`value=${value} can't be written as a number.`);
  const single = Math.fround(value);
  for (let digits = 1; digits < 9; digits++) {
    const text = Number(single.toPrecision(digits));
    if (Math.fround(text) === single) return String(text);
  }
  return String(Number(single.toPrecision(9)));
}

/**
 * A nested list of this shape, [N], [H, W] or [C, H, W], as lines without the outer brackets: a line holds eight
 * values, a row, or all rows of a channel where there are several and they fit.
 */
export function listLines(
  values: ArrayLike<number>,
  shape: readonly number[],
  minusInfinity?: string,
): string[] {
  const text = Array.from(values, (value) => float32Text(value, minusInfinity));
  if (shape.length === 1) return chunks(text, VALUES_A_LINE).map((line) => `${line.join(', ')},`);
  const rows = chunks(text, shape[shape.length - 1]).map((row) => `[${row.join(', ')}]`);
  if (shape.length === 2) return rows.map((row) => `${row},`);
  const channels = chunks(rows, shape[1]);
  const lines = channels.map((channel) => `[${channel.join(', ')}],`);
  if (channels.length > 1 && lines.every(({ length }) => length <= LINE)) return lines;
  return channels.flatMap((channel) => ['[', ...channel.map((row) => `    ${row},`), '],']);
}

function chunks<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, i) =>
    values.slice(i * size, (i + 1) * size),
  );
}

/** Little-endian float32 as base64. */
export function base64OfFloat32(values: ArrayLike<number>): string {
  const bytes = new DataView(new ArrayBuffer(4 * values.length));
  for (let i = 0; i < values.length; i++) bytes.setFloat32(4 * i, values[i], true);
  const characters = Array.from(new Uint8Array(bytes.buffer), (byte) => String.fromCharCode(byte));
  return btoa(characters.join(''));
}

/** "(32, 3, 3)", "(128,)": a shape as Python writes it. */
export const shapeText = (shape: readonly number[]): string =>
  shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
