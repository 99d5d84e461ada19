/** ReLU: max(0, x). */
export const relu = (value: number): number => Math.max(0, value);
