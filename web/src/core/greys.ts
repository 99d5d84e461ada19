/** Pictures as the page keeps them, in 256 grey levels, and as the networks use them, as ink from 0 to 1. */
const WHITE = 255;

export function inkOf(pixels: Uint8Array): Float32Array<ArrayBuffer> {
  const ink = new Float32Array(pixels.length);
  for (let i = 0; i < ink.length; i++) ink[i] = pixels[i] / WHITE;
  return ink;
}

export const greysOf = (ink: Float32Array): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(ink, (share) => Math.round(share * WHITE));
