/** Pooling over whole planes, against PyTorch's max_pool2d and avg_pool2d. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { poolCells, poolPlane, poolProblem, type Pooling } from './poolPlane';

interface Case extends Omit<Pooling, 'kind'> {
  picture: string;
  height: number;
  width: number;
  shape: [number, number] | null;
  result: string | null;
}

const folder = fileURLToPath(new URL('../../../../../tests/parity/filter/', import.meta.url));
const numbers = (text: string) =>
  new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);

describe.each([
  ['max', 'max_pool2d'],
  ['average', 'avg_pool2d'],
] as const)('%s, %s of PyTorch', (kind, file) => {
  const cases: Case[] = JSON.parse(readFileSync(`${folder}${file}.json`, 'utf8'));

  it('is equalled within 1e-5, and refuses the same', () => {
    expect(cases.filter(({ result }) => result !== null).length).toBeGreaterThan(30);
    for (const given of cases) {
      const { size, stride, padding, dilation, width, height } = given;
      const pooling: Pooling = { kind, size, stride, padding, dilation };
      const what = JSON.stringify({ ...given, picture: 0, result: 0 });
      expect(poolProblem(pooling, width, height) === null, what).toBe(given.result !== null);
      if (given.result === null) continue;
      const made = poolPlane({ data: numbers(given.picture), width, height }, pooling);
      expect([made.height, made.width], what).toEqual(given.shape);
      const wanted = numbers(given.result);
      wanted.forEach((value, i) => expect(Math.abs(value - made.data[i]), what).toBeLessThan(1e-5));
    }
  });
});

const plane = { data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9), width: 3, height: 3 };

it('a window lists its cells, those in the padding as none', () => {
  const pooling: Pooling = { kind: 'max', size: 2, stride: 2, padding: 1, dilation: 1 };
  expect(poolCells(plane, pooling, { row: 0, column: 0 }).map(({ value }) => value)).toEqual([
    ...[null, null, null, 1],
  ]);
});

it('dilation is of maxima only', () => {
  const pooling: Pooling = { kind: 'average', size: 2, stride: 1, padding: 0, dilation: 2 };
  expect(poolPlane(plane, pooling).width).toBe(2);
  expect(poolPlane(plane, { ...pooling, kind: 'max' }).data).toEqual(Float64Array.of(9));
});
