/** A module of one function with a vector instruction, i8x16.popcnt: onnxruntime-web's build needs those. */
const VECTOR_MODULE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0],
  ...[65, 0, 253, 15, 253, 98, 11],
);

/** Whether this browser can run networks at all. */
export const runsHere = (): boolean =>
  typeof WebAssembly === 'object' && WebAssembly.validate(VECTOR_MODULE);
