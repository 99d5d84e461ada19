import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classicKernel } from './kernels';
import { separate } from './separable';

describe('classic kernels', () => {
  it.each([
    ['boxBlur', [1 / 3, 1 / 3, 1 / 3], [1 / 3, 1 / 3, 1 / 3]],
    ['gaussian', [0.25, 0.5, 0.25], [0.25, 0.5, 0.25]],
    ['sobelX', [1, 2, 1], [-1, 0, 1]],
    ['sobelY', [-1, 0, 1], [1, 2, 1]],
    ['prewittX', [1, 1, 1], [-1, 0, 1]],
  ] as const)('%s is a column times a row', (name, column, row) => {
    const parts = separate(classicKernel(name, 3), 3)!;
    parts.column.forEach((value, i) => expect(value).toBeCloseTo(column[i], 9));
    parts.row.forEach((value, i) => expect(value).toBeCloseTo(row[i], 9));
  });

  it.each(['sharpen', 'laplacian', 'emboss', 'motionBlur'] as const)('%s is not', (name) => {
    expect(separate(classicKernel(name, 3), 3)).toBeNull();
    expect(separate(classicKernel(name, 7), 7)).toBeNull();
  });
});

it('nothing but zeros has no parts', () => {
  expect(separate([0, 0, 0, 0], 2)).toBeNull();
});

const weight = fc
  .double({ min: -4, max: 4, noNaN: true })
  .filter((x) => x === 0 || Math.abs(x) > 1e-3);

it('whatever was multiplied is found again', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }).chain((size) => {
        const side = fc.array(weight, { minLength: size, maxLength: size });
        return fc.tuple(side, side);
      }),
      ([column, row]) => {
        const size = row.length;
        const kernel = column.flatMap((x) => row.map((y) => x * y));
        const parts = separate(kernel, size);
        if (kernel.every((value) => value === 0)) {
          expect(parts).toBeNull();
          return;
        }
        const most = Math.max(...kernel.map(Math.abs));
        kernel.forEach((value, i) => {
          const made = parts!.column[Math.floor(i / size)] * parts!.row[i % size];
          expect(Math.abs(made - value)).toBeLessThan(1e-9 * most + 1e-12);
        });
      },
    ),
  );
});
