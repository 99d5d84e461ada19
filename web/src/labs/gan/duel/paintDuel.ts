/** Digits of the duel out of the one picture of all its moments, pixel by pixel. */
import type { DuelRecord } from './duelRecord';
import { SIDE, type Opened } from './duelFiles.svelte';

function sizeOf({ pictures }: DuelRecord) {
  const { across, shown } = pictures;
  return { width: across * SIDE, height: (shown / across) * SIDE };
}

/** All digits of a moment. */
export function paintMoment(
  canvas: HTMLCanvasElement,
  { record, picture }: Opened,
  moment: number,
): void {
  const { width, height } = sizeOf(record);
  paintPart(canvas, picture, 0, moment * height, width, height);
}

/** One of the digits at a moment. */
export function paintDigit(
  canvas: HTMLCanvasElement,
  { record, picture }: Opened,
  moment: number,
  digit: number,
): void {
  const { height } = sizeOf(record);
  const { across } = record.pictures;
  const [row, column] = [Math.floor(digit / across), digit % across];
  paintPart(canvas, picture, column * SIDE, moment * height + row * SIDE, SIDE, SIDE);
}

function paintPart(
  canvas: HTMLCanvasElement,
  picture: ImageBitmap,
  left: number,
  top: number,
  width: number,
  height: number,
): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.getContext('2d')!.drawImage(picture, left, top, width, height, 0, 0, width, height);
}
