import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ALL_STEPS, normalizeInk, type Preprocessing, type Rectangle } from '../../core/normalize';
import { normalizeDigits, normalizeNumber } from './placedDigits';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const constants: Preprocessing = JSON.parse(
  readFileSync(`${root}artifacts/manifest.json`, 'utf8'),
).preprocessing;
const folder = `${root}tests/parity/segments/`;

type Box = [x: number, y: number, width: number, height: number];

interface Case {
  name: string;
  width: number;
  height: number;
  rgba_zlib: string;
  expected: {
    digits: {
      box: Box;
      pixels: string;
      parts: [start: number, end: number, ...Box, pixels: string][];
    }[];
    signs: { sign: string; before: number; box: Box }[];
    breaks: number[];
  } | null;
}

const listed = ({ x, y, width, height }: Rectangle): Box => [x, y, width, height];

describe('normalizeNumber, on the cases that Python shares', () => {
  const cases: Case[] = readdirSync(folder).map((file) =>
    JSON.parse(readFileSync(folder + file, 'utf8')),
  );
  const alike = (pixels: Uint8Array, wanted: string) => {
    const worst = Buffer.from(wanted, 'base64').map((value, at) => Math.abs(value - pixels[at]));
    expect(Math.max(...worst)).toBeLessThanOrEqual(1);
  };
  it('has cases', () => expect(cases.length).toBeGreaterThanOrEqual(30));
  it.each(cases)('$name: the same boxes, and pixels to one grey level', (shared) => {
    const { width, height, rgba_zlib, expected } = shared;
    const rgba = new Uint8Array(inflateSync(Buffer.from(rgba_zlib, 'base64')));
    const found = normalizeNumber(rgba, width, height, ALL_STEPS, constants);
    expect(found === null).toBe(expected === null);
    if (!found || !expected) return;
    expect(found.digits.map(({ box }) => listed(box))).toEqual(
      expected.digits.map(({ box }) => box),
    );
    expect(found.signs.map((sign) => ({ ...sign, box: listed(sign.box) }))).toEqual(expected.signs);
    expect(found.breaks).toEqual(expected.breaks);
    expected.digits.forEach(({ pixels, parts }, i) => {
      const { normalized, inkBox, parts: own } = found.digits[i];
      alike(normalized.pixels, pixels);
      const isWide = own && inkBox.width > inkBox.height;
      const cut = isWide ? own() : [];
      expect(cut.map(({ start, end, box }) => [start, end, ...listed(box)])).toEqual(
        parts.map((part) => part.slice(0, -1)),
      );
      cut.forEach((part, at) => alike(part.pixels, parts[at][6]));
    });
  });
});

describe('normalizeDigits', () => {
  const sheet = (...bars: [x: number, y: number, width: number, height: number][]) => {
    const data = new Float32Array(280 * 280);
    for (const [x, y, width, height] of bars)
      for (let row = y; row < y + height; row++) data.fill(1, row * 280 + x, row * 280 + x + width);
    return { data, width: 280, height: 280 };
  };

  it('gives each digit what it would be alone', () => {
    const { digits: both } = normalizeDigits(
      sheet([150, 40, 20, 200], [30, 50, 60, 150]),
      ALL_STEPS,
      constants,
    );
    expect(both.map(({ box }) => box)).toEqual([
      { x: 30, y: 50, width: 60, height: 150 },
      { x: 150, y: 40, width: 20, height: 200 },
    ]);
    const alone = normalizeInk(sheet([30, 50, 60, 150]), ALL_STEPS, constants)!;
    expect(both[0].normalized).toEqual(alone);
  });

  it('leaves one digit as it is, specks included', () => {
    const ink = sheet([30, 50, 60, 150], [250, 250, 4, 4]);
    const [only, ...rest] = normalizeDigits(ink, ALL_STEPS, constants).digits;
    expect(rest).toEqual([]);
    expect(only.normalized).toEqual(normalizeInk(ink, ALL_STEPS, constants));
    expect(only.box).toEqual({ x: 30, y: 50, width: 60, height: 150 });
  });

  it('takes what is no number for one drawing', () => {
    const dots = Array.from({ length: 81 }, (_, i): [number, number, number, number] => [
      (i % 9) * 30,
      Math.floor(i / 9) * 30,
      8,
      8,
    ]);
    expect(normalizeDigits(sheet(...dots), ALL_STEPS, constants).digits).toHaveLength(1);
  });

  it('finds nothing on an empty sheet', () => {
    expect(normalizeDigits(sheet(), ALL_STEPS, constants).digits).toEqual([]);
  });
});
