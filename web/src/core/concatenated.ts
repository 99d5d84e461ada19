/** Rows of numbers one after another, as a network takes them. */
export function concatenated(parts: readonly ArrayLike<number>[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
