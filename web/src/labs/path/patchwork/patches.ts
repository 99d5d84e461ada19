/** A generator that has learned nothing: each piece of a new picture is cut from one of the examples, at random. */
import { uniform } from '../../../core/random';

/**
 * @param examples square pictures of the same size
 * @param side of a picture, in pixels
 * @param piece side of a piece; a divisor of the picture's: the whole picture is a copy, one pixel is noise
 */
export function patchwork(
  examples: readonly Uint8Array[],
  side: number,
  piece: number,
  seed: number,
): Uint8Array {
  const chance = uniform(seed);
  const across = side / piece;
  const lots = Array.from({ length: across * across }, () =>
    Math.floor(chance() * examples.length),
  );
  return Uint8Array.from({ length: side * side }, (_, i) => {
    const [row, column] = [Math.floor(i / side), i % side];
    const lot = Math.floor(row / piece) * across + Math.floor(column / piece);
    return examples[lots[lot]][i];
  });
}
