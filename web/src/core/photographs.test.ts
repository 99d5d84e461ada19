/** Photographs made by program, read as Python reads them: `make parity-photographs` writes them and runs this. */
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { ALL_STEPS, inkOfPicture, normalizePicture } from './normalize';

const file = process.env.ESMIUCA_PHOTOGRAPHS;
const LENGTHS = 4;
const MINUTES = 30;

interface Photograph {
  name: string;
  width: number;
  height: number;
  rgba: string;
  seen: string | null;
  ink: string | null;
}

it.skipIf(!file)(
  'agrees with Python to one grey level on photographs',
  { timeout: MINUTES * 60_000 },
  async () => {
    const root = fileURLToPath(new URL('../../../', import.meta.url));
    const { preprocessing } = JSON.parse(readFileSync(`${root}artifacts/manifest.json`, 'utf8'));
    const apart: string[] = [];
    let count = 0;
    for await (const line of createInterface({ input: createReadStream(file!) })) {
      const { name, width, height, rgba, seen, ink }: Photograph = JSON.parse(line);
      const pixels = new Uint8Array(unpacked(rgba));
      const own = normalizePicture(pixels, width, height, ALL_STEPS, preprocessing);
      const found = inkOfPicture(pixels, width, height, preprocessing, { lengths: LENGTHS });
      if (!agree(seen, own?.pixels, 255)) apart.push(`${name}: what the network sees`);
      if (!agree(ink, found?.ink.data, 1)) apart.push(`${name}: the ink of a number`);
      count++;
    }
    console.log(`${count} photographs`);
    expect(count).toBeGreaterThan(0);
    expect(apart).toEqual([]);
  },
);

const unpacked = (text: string) => inflateSync(Buffer.from(text, 'base64'));

function agree(text: string | null, own: ArrayLike<number> | undefined, most: number): boolean {
  if (text === null || !own) return text === null && !own;
  const grey = (value: number) => Math.floor(Math.min(1, Math.max(0, value / most)) * 255 + 0.5);
  return unpacked(text).every((value, i) => Math.abs(value - grey(own[i])) <= 1);
}
