/** All maps of a result in one small picture, side by side: a pixel for each number, CSS enlarges. */
import type { Tensor } from '../../../core/tensor';
import type { Scale } from '../../../kit/theme';

export interface Sheet {
  /** Maps, or values of a vector, in a row. */
  columns: number;
  rows: number;
  /** Size of one map; 1 for a vector's values. */
  width: number;
  height: number;
  /** Pixels between maps. */
  gap: number;
}

/** Rows are filled if that keeps the sheet less than this many times as wide as it is high. */
const WIDEST = 2;

/** As square as possible: maps with a gap between them, a vector's values without. */
export function sheetOf(shape: readonly number[]): Sheet {
  const [count, height = 1, width = 1] = shape;
  const square = Math.ceil(Math.sqrt(count));
  let columns = square;
  while (count % columns > 0) columns++;
  if (columns * columns > WIDEST * count) columns = square;
  const gap = shape.length === 3 && count > 1 ? 1 : 0;
  return { columns, rows: Math.ceil(count / columns), width, height, gap };
}

/** A place of the sheet, in its pixels: a map's corner. */
export const cornerOf = ({ columns, width, height, gap }: Sheet, channel: number) => ({
  x: (channel % columns) * (width + gap),
  y: Math.floor(channel / columns) * (height + gap),
});

export const sizeOfSheet = ({ columns, rows, width, height, gap }: Sheet) => ({
  width: columns * (width + gap) - gap,
  height: rows * (height + gap) - gap,
});

export interface SheetLook {
  scale: Scale;
  /** The value that gets the last colour. */
  most: number;
  /** Whether zero is in the middle of the scale, `most` on both sides of it. */
  isSigned: boolean;
}

export function paintSheet(
  canvas: HTMLCanvasElement,
  { data, shape }: Tensor,
  { scale, most, isSigned }: SheetLook,
): void {
  const sheet = sheetOf(shape);
  const { width, height } = sizeOfSheet(sheet);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const image = new ImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  const last = scale.length - 1;
  const zero = isSigned ? last / 2 : 0;
  const factor = most > 0 ? (last - zero) / most : 0;
  let i = 0;
  for (let channel = 0; channel < shape[0]; channel++) {
    const { x, y } = cornerOf(sheet, channel);
    for (let row = 0; row < sheet.height; row++) {
      let at = (y + row) * width + x;
      for (let column = 0; column < sheet.width; column++)
        words[at++] = scale[Math.min(last, Math.max(0, (data[i++] * factor + zero + 0.5) | 0))];
    }
  }
  canvas.getContext('2d')!.putImageData(image, 0, 0);
}
