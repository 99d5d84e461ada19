/** A window of cells that slides over one side of a picture, whatever is done with what it holds. */

export interface SlidingWindow {
  /** Cells a side. */
  size: number;
  /** Steps from one cell to the next on the picture. */
  dilation: number;
  stride: number;
  /** Cells added on every side. */
  padding: number;
}

/** `span` is what the window covers of the picture, `padded` the padded side, `least` the padding that would do. */
export interface SpanProblem {
  rule: 'span';
  size: number;
  span: number;
  padded: number;
  least: number;
}

/** What the window covers of the picture, from its first cell to its last. */
export const spanOf = ({ size, dilation }: Pick<SlidingWindow, 'size' | 'dilation'>): number =>
  dilation * (size - 1) + 1;

/** Why the window can't be laid on a side. */
export function spanProblem(window: SlidingWindow, side: number): SpanProblem | null {
  const span = spanOf(window);
  const padded = side + 2 * window.padding;
  if (span <= padded) return null;
  return { rule: 'span', size: window.size, span, padded, least: Math.ceil((span - side) / 2) };
}

/** How many places it takes: floor((side + 2·padding − dilation·(size − 1) − 1) / stride) + 1 */
export const placesOn = (side: number, window: SlidingWindow): number =>
  Math.floor((side + 2 * window.padding - spanOf(window)) / window.stride) + 1;
