import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ALL_STEPS, normalizeInk, normalizePicture, type Preprocessing } from './normalize';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const constants: Preprocessing = JSON.parse(
  readFileSync(`${root}artifacts/manifest.json`, 'utf8'),
).preprocessing;
const folder = `${root}tests/parity/normalize/`;

interface Case {
  name: string;
  width: number;
  height: number;
  rgba_zlib: string;
  expected: string | null;
}

describe('normalizePicture, on the cases that Python shares', () => {
  const cases: Case[] = readdirSync(folder).map((file) =>
    JSON.parse(readFileSync(folder + file, 'utf8')),
  );
  it('has cases', () => expect(cases.length).toBeGreaterThan(20));
  it.each(cases)('$name agrees to one grey level', ({ width, height, rgba_zlib, expected }) => {
    const rgba = inflateSync(Buffer.from(rgba_zlib, 'base64'));
    const result = normalizePicture(new Uint8Array(rgba), width, height, ALL_STEPS, constants);
    if (expected === null) {
      expect(result).toBeNull();
      return;
    }
    const wanted = Buffer.from(expected, 'base64');
    const worst = Math.max(...wanted.map((value, i) => Math.abs(value - result!.pixels[i])));
    expect(worst).toBeLessThanOrEqual(1);
  });
});

describe('normalizeInk', () => {
  const bar = (x: number) => {
    const data = new Float64Array(280 * 280);
    for (let row = 40; row < 240; row++)
      for (let column = x; column < x + 20; column++) data[row * 280 + column] = 1;
    return { data, width: 280, height: 280 };
  };

  it('gives the same pixels wherever the drawing stands', () => {
    const left = normalizeInk(bar(10), ALL_STEPS, constants)!;
    const right = normalizeInk(bar(200), ALL_STEPS, constants)!;
    expect(left.pixels).toEqual(right.pixels);
    expect(right.crop).toEqual({ x: 200, y: 40, width: 20, height: 200 });
    expect([left.box.width, left.box.height]).toEqual([2, 20]);
  });

  it('shows what each step is for when it is switched off', () => {
    const uncropped = normalizeInk(bar(10), { ...ALL_STEPS, crop: false }, constants)!;
    expect(uncropped.crop).toEqual({ x: 0, y: 0, width: 280, height: 280 });
    const unboxed = normalizeInk(bar(10), { ...ALL_STEPS, box: false }, constants)!;
    expect(unboxed.box.height).toBe(constants.canvas);
    const uncentred = normalizeInk(bar(10), { ...ALL_STEPS, centre: false }, constants)!;
    expect(uncentred.offset).toEqual({ x: 13, y: 4 });
  });

  it('brings the box to the middle, not the mass, where the manifest says so', () => {
    const garments: Preprocessing = { ...constants, box: constants.canvas, centering: 'box' };
    const { width, height, data } = bar(100);
    // A foot at one side: the mass is no longer in the middle of the box.
    for (let row = 220; row < 240; row++)
      for (let column = 120; column < 180; column++) data[row * width + column] = 1;
    const ink = { width, height, data };
    const { offset, box } = normalizeInk(ink, ALL_STEPS, garments)!;
    expect([box.width, box.height]).toEqual([11, 28]);
    expect(offset).toEqual({ x: 8, y: 0 });
    const byMass = normalizeInk(ink, ALL_STEPS, { ...garments, centering: 'mass' })!;
    expect(byMass.offset.x).toBeGreaterThan(offset.x);
  });

  it('says null where nothing is drawn', () => {
    const empty = { data: new Float64Array(100), width: 10, height: 10 };
    expect(normalizeInk(empty, ALL_STEPS, constants)).toBeNull();
  });
});
