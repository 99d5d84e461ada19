/** Strokes in few bytes: a head for each stroke, then positions as differences on the drawing's grid. */
import { GRID, type Point, type Stroke } from './drawing.svelte';

const WIDTH_STEPS = 1000;
const ERASE = 1;
const PRESSURE = 2;

export function encodeStrokes(strokes: readonly Stroke[]): Uint8Array {
  const bytes: number[] = [];
  const number = (value: number) => {
    // Variable length: seven bits a byte, the eighth says that more follow.
    for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
    bytes.push(value);
  };
  const signed = (value: number) => number(value < 0 ? -2 * value - 1 : 2 * value);
  for (const { points, width, erase, pressure } of strokes) {
    bytes.push((erase ? ERASE : 0) | (pressure ? PRESSURE : 0));
    number(Math.round(width * WIDTH_STEPS));
    number(points.length);
    let [x, y] = [0, 0];
    for (const point of points) {
      const [column, row] = [Math.round(point[0] * GRID), Math.round(point[1] * GRID)];
      signed(column - x);
      signed(row - y);
      [x, y] = [column, row];
      if (pressure) bytes.push(Math.round(point[2] * 255));
    }
  }
  return Uint8Array.from(bytes);
}

/** Throws RangeError where the bytes are not strokes. */
export function decodeStrokes(bytes: Uint8Array): Stroke[] {
  let at = 0;
  const byte = () => {
    if (at >= bytes.length) throw new RangeError('The drawing in the address is cut short.');
    return bytes[at++];
  };
  const number = () => {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const next = byte();
      value |= (next & 127) << shift;
      if (next < 128) return value;
    }
    throw new RangeError('The drawing in the address is damaged.');
  };
  const signed = () => {
    const value = number();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  };
  const strokes: Stroke[] = [];
  while (at < bytes.length) {
    const flags = byte();
    const width = number() / WIDTH_STEPS;
    const count = number();
    const pressure = Boolean(flags & PRESSURE);
    const points: Point[] = [];
    let [x, y] = [0, 0];
    for (let i = 0; i < count; i++) {
      x += signed();
      y += signed();
      points.push([x / GRID, y / GRID, pressure ? byte() / 255 : 0.5]);
    }
    if (points.length > 0) strokes.push({ points, width, erase: Boolean(flags & ERASE), pressure });
  }
  return strokes;
}
