/** Where a stroke for each direction of each cell lies: through the cell's middle, along the edge. */

export interface EdgeStroke {
  /** Index of the value in a list [rows, columns, orientations]. */
  index: number;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** Share of a cell's side: a stroke does not touch its neighbour's. */
const LENGTH = 0.86;

/**
 * @param side of the picture, in pixels
 * @param cell a cell's side, in pixels
 * @param orientations bins over half a turn, of the direction in which brightness changes: an edge is at right angles to it
 */
export function edgeStrokes({
  side,
  cell,
  orientations,
}: Record<'side' | 'cell' | 'orientations', number>): EdgeStroke[] {
  const cells = Math.floor(side / cell);
  const half = (LENGTH * cell) / 2;
  return Array.from({ length: cells * cells * orientations }, (_, index) => {
    const at = Math.floor(index / orientations);
    const x = ((at % cells) + 0.5) * cell;
    const y = (Math.floor(at / cells) + 0.5) * cell;
    const angle = (Math.PI * ((index % orientations) + 0.5)) / orientations;
    const [dx, dy] = [-half * Math.sin(angle), half * Math.cos(angle)];
    return { index, x1: x - dx, y1: y - dy, x2: x + dx, y2: y + dy };
  });
}
