/**
 * Occlusion: a grey square slides over the picture, and we record what the output loses under it.
 * Zeiler, Fergus: "Visualizing and Understanding Convolutional Networks" (2013), https://arxiv.org/abs/1311.2901
 */

export interface Occluder {
  /** Pixels a side. */
  size: number;
  /** Pixels from one place to the next; each place stands for the `step` × `step` pixels in its middle. */
  step: number;
  /** What the square is filled with: halfway between paper and ink. */
  grey: number;
}

export const OCCLUDER: Occluder = { size: 6, step: 2, grey: 0.5 };

/** Places per side. */
export const placesOf = (side: number, { step }: Occluder): number => Math.ceil(side / step);

/**
 * The picture once for every place of the square, row by row, one after another.
 *
 * @param shape [C, H, W]; the square covers all channels
 * @returns places · C · H · W values
 */
export function occlude(
  picture: ArrayLike<number>,
  [channels, height, width]: readonly number[],
  occluder: Occluder = OCCLUDER,
): Float32Array {
  const { size, step, grey } = occluder;
  const [rows, columns] = [placesOf(height, occluder), placesOf(width, occluder)];
  const pixels = channels * height * width;
  const result = new Float32Array(rows * columns * pixels);
  // The square extends equally around the pixels that it stands for.
  const margin = Math.floor((size - step) / 2);
  for (let place = 0; place < rows * columns; place++) {
    const start = place * pixels;
    result.set(Array.from(picture), start);
    const top = Math.floor(place / columns) * step - margin;
    const left = (place % columns) * step - margin;
    for (let channel = 0; channel < channels; channel++) {
      for (let row = Math.max(0, top); row < Math.min(height, top + size); row++) {
        const from = start + (channel * height + row) * width;
        result.fill(grey, from + Math.max(0, left), from + Math.min(width, left + size));
      }
    }
  }
  return result;
}
