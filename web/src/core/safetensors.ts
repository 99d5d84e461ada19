/**
 * The safetensors format: 8 bytes with the header's length, a JSON header, the numbers. Half-precision numbers become
 * float32, which holds each of them exactly. Source: https://github.com/huggingface/safetensors (format).
 */
import type { Tensor } from './tensor';

interface Entry {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

/** A tensor's numbers as they are in the file. */
export interface Part {
  bytes: ArrayBuffer;
  dtype: string;
  shape: number[];
}

export function readSafetensors(buffer: ArrayBuffer): Map<string, Tensor> {
  const parts = [...partsOfSafetensors(buffer)];
  return new Map(parts.map(([name, part]) => [name, tensorOf(part, name)]));
}

/** The tensors by their names, not decoded yet. */
export function partsOfSafetensors(buffer: ArrayBuffer): Map<string, Part> {
  if (buffer.byteLength < 8)
    throw new Error(`A weights file of ${buffer.byteLength} bytes is truncated; load it again.`);
  const length = Number(new DataView(buffer).getBigUint64(0, true));
  if (8 + length > buffer.byteLength)
    throw new Error(
      `The weights file's header asks for ${length} bytes and the file holds ${buffer.byteLength}; load it again.`,
    );
  const header: Record<string, Entry> = JSON.parse(
    new TextDecoder().decode(new Uint8Array(buffer, 8, length)),
  );
  const parts = new Map<string, Part>();
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const [start, end] = entry.data_offsets;
    if (8 + length + end > buffer.byteLength)
      throw new Error(`The weights file ends inside ${name}; load it again.`);
    // A copy: the numbers need not start at a multiple of their size.
    const bytes = buffer.slice(8 + length + start, 8 + length + end);
    parts.set(name, { bytes, dtype: entry.dtype, shape: entry.shape });
  }
  return parts;
}

/** @param name for the error if its numbers are of a kind that this page does not read */
export const tensorOf = ({ bytes, dtype, shape }: Part, name: string): Tensor => ({
  data: decode(bytes, dtype, name),
  shape,
});

function decode(bytes: ArrayBuffer, dtype: string, name: string): Float32Array {
  if (dtype === 'F32') return new Float32Array(bytes);
  if (dtype === 'F16') return Float32Array.from(new Uint16Array(bytes), halfToFloat);
  throw new Error(`${name} has dtype=${dtype}; this page reads F16 and F32.`);
}

/** IEEE 754 binary16: 1 bit sign, 5 bits exponent, 10 bits fraction. */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
