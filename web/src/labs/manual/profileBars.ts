/** How a drawing's profiles lie beside it: a lane of bars for ink, a lane of dots for strokes, in units of its pixels. */

const GAP = 1;

/** Length of a lane. A dot takes one pixel: of more strokes than that, the first are drawn. */
export const LANE = 8;

export const inkLane = (side: number): number => side + GAP;
export const strokeLane = (side: number): number => inkLane(side) + LANE + GAP;

/** The whole figure's side. */
export const extentOf = (side: number): number => strokeLane(side) + LANE;
