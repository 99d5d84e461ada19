/**
 * Where the planes of a picture stand: at spread 0 on one another, seen from the front; the more they are pulled apart,
 * the more they are turned, until they stand in a row (a wide stage) or lie in a pile (a narrow one).
 */
export interface Stack {
  /** Size of the pictures, before they are turned. */
  width: number;
  height: number;
  /** Degrees by which every plane is turned: about the vertical axis in a row, about the horizontal one in a pile. */
  turnY: number;
  turnX: number;
  /** Top left corners, from the front to the back, in pixels. */
  at: { x: number; y: number }[];
  stageHeight: number;
}

export interface StackInput {
  /** Planes, the one in front included. */
  count: number;
  /** Pixels. */
  stageWidth: number;
  /** Width of the picture by its height. */
  aspect: number;
  /** 0: on one another; 1: as far apart as the stage allows. */
  spread: number;
}

/** Narrower stages pile the planes up. */
const ROW_FROM = 620;
const TURN = 52;
const TALLEST = 300;
/** In perspective, a turned plane's near edge reaches further than its far one: room for that. */
const PERSPECTIVE_ROOM = 0.95;
/** Share of a plane's own extent that lies between one plane and the next. */
const GAP_SHARE = 0.08;

const cosine = (degrees: number) => Math.cos((degrees * Math.PI) / 180);

export function planeStack({ count, stageWidth, aspect, spread }: StackInput): Stack {
  const isRow = stageWidth >= ROW_FROM;
  const turned = cosine(TURN);
  // Fully apart, `count` turned planes and the gaps between them fill the stage.
  const fit = (PERSPECTIVE_ROOM * stageWidth) / (count * (1 + GAP_SHARE) - GAP_SHARE) / turned;
  const width = Math.min(isRow ? fit : stageWidth * 0.8, TALLEST * aspect, stageWidth);
  const height = width / aspect;
  const turn = TURN * spread;
  const step = (isRow ? width : height) * turned * (1 + GAP_SHARE) * spread;
  const length = step * (count - 1);
  const full = height * turned * (1 + GAP_SHARE) * (count - 1) + height * turned;
  const stageHeight = isRow ? height : Math.max(height, full);
  // A turned plane takes less room but turns about its middle.
  const along = isRow ? (stageWidth - length - width) / 2 : (stageHeight - length - height) / 2;
  const across = isRow ? (stageHeight - height) / 2 : (stageWidth - width) / 2;
  return {
    width,
    height,
    turnY: isRow ? -turn : 0,
    turnX: isRow ? 0 : turn,
    at: Array.from({ length: count }, (_, i) =>
      isRow ? { x: along + i * step, y: across } : { x: across, y: along + i * step },
    ),
    stageHeight,
  };
}

/** How much the spread grows when the last plane is dragged by this many pixels. */
export function spreadOfDrag(input: Omit<StackInput, 'spread'>, pixels: number): number {
  const { at } = planeStack({ ...input, spread: 1 });
  const last = at[at.length - 1];
  return pixels / Math.max(1, Math.hypot(last.x - at[0].x, last.y - at[0].y));
}
