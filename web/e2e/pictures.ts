/** Picture files made here: every byte is known, none is anybody's. */
import { crc32, deflateSync } from 'node:zlib';

interface Png {
  width: number;
  height: number;
  /** Channels: 1 grey, 3 RGB, 4 RGBA. */
  channels: 1 | 3 | 4;
  /** The bytes of a row. */
  row: (y: number) => Uint8Array;
}

const COLOUR_TYPES = { 1: 0, 3: 2, 4: 6 };

export function png({ width, height, channels, row }: Png): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, COLOUR_TYPES[channels], 0, 0, 0], 8);
  const lines = Buffer.alloc((width * channels + 1) * height);
  for (let y = 0; y < height; y++) lines.set(row(y), y * (width * channels + 1) + 1);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
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
