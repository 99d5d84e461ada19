/** The classic kernels, as every textbook has them at 3×3, and what must hold of them at any odd size. */
import { describe, expect, it } from 'vitest';
import { classicKernel, hasClassics, KERNEL_NAMES, type KernelName } from './kernels';

const TEXTBOOK: Record<KernelName, number[]> = {
  identity: [0, 0, 0, 0, 1, 0, 0, 0, 0],
  boxBlur: new Array(9).fill(1 / 9),
  gaussian: [1, 2, 1, 2, 4, 2, 1, 2, 1].map((x) => x / 16),
  sharpen: [0, -1, 0, -1, 5, -1, 0, -1, 0],
  sobelX: [-1, 0, 1, -2, 0, 2, -1, 0, 1],
  sobelY: [-1, -2, -1, 0, 0, 0, 1, 2, 1],
  prewittX: [-1, 0, 1, -1, 0, 1, -1, 0, 1],
  prewittY: [-1, -1, -1, 0, 0, 0, 1, 1, 1],
  laplacian: [0, 1, 0, 1, -4, 1, 0, 1, 0],
  emboss: [-2, -1, 0, -1, 1, 1, 0, 1, 2],
  motionBlur: [1, 0, 0, 0, 1, 0, 0, 0, 1].map((x) => x / 3),
};

/** What a flat grey becomes: itself, or nothing where only differences are seen. */
const SUMS: Record<KernelName, number> = {
  identity: 1,
  boxBlur: 1,
  gaussian: 1,
  sharpen: 1,
  sobelX: 0,
  sobelY: 0,
  prewittX: 0,
  prewittY: 0,
  laplacian: 0,
  emboss: 1,
  motionBlur: 1,
};

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

describe.each(KERNEL_NAMES)('%s', (name) => {
  it('is the textbook’s at 3×3', () => {
    const kernel = classicKernel(name, 3);
    // Zero is zero, whichever sign the product gave it.
    expect(kernel.map((value) => value + 0)).toEqual(
      TEXTBOOK[name].map((x) => expect.closeTo(x, 12)),
    );
  });

  it.each([3, 5, 7])('keeps a flat grey, or sees none in it, at size %i', (size) => {
    const kernel = classicKernel(name, size);
    expect(kernel).toHaveLength(size * size);
    expect(sum(kernel)).toBeCloseTo(SUMS[name], 12);
  });
});

it('Sobel at 5×5 is OpenCV’s', () => {
  expect(classicKernel('sobelX', 5).slice(0, 5)).toEqual([-1, -2, 0, 2, 1]);
  expect(classicKernel('sobelX', 5).slice(10, 15)).toEqual([-6, -12, 0, 12, 6]);
});

it('sizes without a middle have no classics', () => {
  expect([1, 2, 3, 4, 5].map(hasClassics)).toEqual([false, false, true, false, true]);
  expect(() => classicKernel('sobelX', 4)).toThrow('kernel_size=4');
});
