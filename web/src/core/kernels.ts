/**
 * The classic kernels that people wrote before networks learned theirs, for any odd size. They are laid on as they are,
 * as convolution layers do.
 */

/** One side of Pascal's triangle: 1 2 1, 1 4 6 4 1, … */
function binomial(size: number): number[] {
  let row = [1];
  while (row.length < size) row = convolve(row, [1, 1]);
  return row;
}

function convolve(a: readonly number[], b: readonly number[]): number[] {
  const result = new Array<number>(a.length + b.length - 1).fill(0);
  a.forEach((x, i) => b.forEach((y, j) => (result[i + j] += x * y)));
  return result;
}

/** column · rowᵀ, row after row. */
const outer = (column: readonly number[], row: readonly number[]): number[] =>
  column.flatMap((x) => row.map((y) => x * y));

const scaled = (values: readonly number[], factor: number): number[] =>
  values.map((value) => value * factor);

const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** A 3×3 kernel in the middle of a larger one. */
function centred(size: number, kernel: readonly number[]): number[] {
  const result = new Array<number>(size * size).fill(0);
  const edge = (size - 3) / 2;
  kernel.forEach((value, i) => {
    result[(edge + Math.floor(i / 3)) * size + edge + (i % 3)] = value;
  });
  return result;
}

/** −1 0 1, smoothed where the kernel is larger: −1 −2 0 2 1. */
const derivative = (size: number): number[] => convolve(binomial(size - 2), [-1, 0, 1]);

/** …, −1, 0, 1, … around the middle. */
const ramp = (size: number): number[] => Array.from({ length: size }, (_, i) => i - (size - 1) / 2);
const ones = (size: number): number[] => new Array<number>(size).fill(1);

const MAKERS = {
  identity: (size: number) => {
    const result = new Array<number>(size * size).fill(0);
    result[(size * size - 1) / 2] = 1;
    return result;
  },
  boxBlur: (size: number) => new Array<number>(size * size).fill(1 / (size * size)),
  gaussian: (size: number) => {
    const row = binomial(size);
    return scaled(outer(row, row), 1 / sumOf(row) ** 2);
  },
  sharpen: (size: number) => centred(size, [0, -1, 0, -1, 5, -1, 0, -1, 0]),
  sobelX: (size: number) => outer(binomial(size), derivative(size)),
  sobelY: (size: number) => outer(derivative(size), binomial(size)),
  prewittX: (size: number) => outer(ones(size), ramp(size)),
  prewittY: (size: number) => outer(ramp(size), ones(size)),
  laplacian: (size: number) => centred(size, [0, 1, 0, 1, -4, 1, 0, 1, 0]),
  emboss: (size: number) => {
    const result = Array.from({ length: size * size }, (_, i) =>
      i % size === size - 1 - Math.floor(i / size)
        ? 0
        : Math.floor(i / size) + (i % size) - size + 1,
    );
    result[(size * size - 1) / 2] = 1;
    return result;
  },
  motionBlur: (size: number) =>
    Array.from({ length: size * size }, (_, i) =>
      i % size === Math.floor(i / size) ? 1 / size : 0,
    ),
} as const;

export type KernelName = keyof typeof MAKERS;

export const KERNEL_NAMES = Object.keys(MAKERS) as KernelName[];

/** Kernels have a middle, and the edge detectors a left and a right of it. */
export const hasClassics = (size: number): boolean => size >= 3 && size % 2 === 1;

/** The kernel's size × size weights, row after row. */
export function classicKernel(name: KernelName, size: number): number[] {
  if (!hasClassics(size))
    throw new RangeError(
      `kernel_size=${size} has no middle with neighbours; take an odd size of at least 3.`,
    );
  return MAKERS[name](size);
}
