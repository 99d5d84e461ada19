/** Picture files made here: every byte is known, none is anybody's. */
import { PNG } from 'pngjs';

interface Png {
  width: number;
  height: number;
  /** Channels: 1 grey, 3 RGB, 4 RGBA. */
  channels: 1 | 3 | 4;
  /** The bytes of a row. */
  row: (y: number) => Uint8Array;
}

/** As the format numbers them. */
const COLOUR_TYPES = { 1: 0, 3: 2, 4: 6 } as const;

export function png({ width, height, channels, row }: Png): Buffer {
  const picture = new PNG();
  const data = Buffer.concat(Array.from({ length: height }, (_, y) => row(y)));
  const colorType = COLOUR_TYPES[channels];
  return PNG.sync.write(Object.assign(picture, { width, height, data }), {
    colorType,
    inputColorType: colorType,
    inputHasAlpha: channels === 4,
    filterType: 0,
    deflateLevel: 1,
  });
}

/** A picture of one colour. */
export const plain = (width: number, height: number, colour: number[]): Buffer => {
  const line = Uint8Array.from(
    { length: width * colour.length },
    (_, i) => colour[i % colour.length]!,
  );
  return png({ width, height, channels: colour.length as 1 | 3 | 4, row: () => line });
};

/** A GIF of one pixel and two frames: red, then blue. */
export function animatedGif(): Buffer {
  const frame = (index: number) => [
    0x21, 0xf9, 4, 0, 10, 0, 0, 0, // shown for a tenth of a second
    0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, // the whole picture
    2, 2, index === 0 ? 0x44 : 0x4c, 1, 0, // one pixel, compressed
  ]; // prettier-ignore
  return Buffer.from([
    ...Buffer.from('GIF89a', 'latin1'),
    ...[1, 0, 1, 0, 0x80, 0, 0], // 1×1, two colours
    ...[255, 0, 0, 0, 0, 255],
    ...frame(0),
    ...frame(1),
    0x3b,
  ]);
}
