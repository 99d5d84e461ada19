/** Which part of an earlier result a unit looks at: the window of one layer, and all windows down to the picture. */
import { indexOf, positionOf, type Position } from './tensor';

export type Operation =
  | 'conv2d'
  | 'relu'
  | 'max_pool2d'
  | 'flatten'
  | 'linear'
  /** In networks that make pictures: a vector laid out as maps, each value as a square, values kept between 0 and 1. */
  | 'unflatten'
  | 'upsample2d'
  | 'clamp';

/** What the geometry needs to know of a layer; `input` is the name of the result that it reads. */
export interface LayerGeometry {
  name: string;
  op: Operation;
  input: string;
  /** Without the batch axis: [C, H, W] or [N]. */
  shape: number[];
  kernel_size?: number;
  stride?: number;
  padding?: number;
  /** For upsample2d: how many values per side one becomes. */
  scale_factor?: number;
}

/**
 * Rows and columns, both ends included; `channel` is null where all channels are read. A window that lies wholly in the
 * padding has no rows or no columns: its last one is the one before its first.
 */
export interface Window {
  channel: number | null;
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export const windowOf = ({ channel, row, column }: Position): Window => ({
  channel,
  top: row,
  bottom: row,
  left: column,
  right: column,
});

/** Whether a window lies wholly in the padding. */
export const isEmpty = ({ top, bottom, left, right }: Window): boolean =>
  bottom < top || right < left;

/** The first and the last place that a span of output places was made from, as far as they are inside. */
function inputSpan(
  [first, last]: [number, number],
  { kernel_size = 1, stride = 1, padding = 0 }: LayerGeometry,
  size: number,
): [first: number, last: number] {
  // Nothing is made from nothing.
  if (last < first) return [0, -1];
  const from = Math.min(size, Math.max(0, first * stride - padding));
  const to = Math.min(size - 1, last * stride - padding + kernel_size - 1);
  return [from, Math.max(from - 1, to)];
}

/** The row or column that one of an upsampled map repeats. */
const before = (place: number, { scale_factor = 1 }: LayerGeometry): number =>
  Math.floor(place / scale_factor);

/** The window in a layer's input that made this window of its output. `inputShape` is [C, H, W] or [N]. */
export function inputWindow(
  layer: LayerGeometry,
  window: Window,
  inputShape: readonly number[],
): Window {
  const [height, width] = inputShape.length === 3 ? [inputShape[1], inputShape[2]] : [1, 1];
  switch (layer.op) {
    case 'relu':
    case 'clamp':
      return window;
    case 'linear':
      return { channel: null, top: 0, bottom: height - 1, left: 0, right: width - 1 };
    case 'flatten':
      if (window.channel === null)
        return { channel: null, top: 0, bottom: height - 1, left: 0, right: width - 1 };
      return windowOf(positionOf(inputShape, window.channel));
    case 'unflatten': {
      const { channel, top: row, left: column } = window;
      const isOne = channel !== null && row === window.bottom && column === window.right;
      if (!isOne) return { channel: null, top: 0, bottom: 0, left: 0, right: 0 };
      return windowOf({
        channel: indexOf(layer.shape, { channel, row, column }),
        row: 0,
        column: 0,
      });
    }
    case 'upsample2d': {
      const [top, left] = [window.top, window.left].map((place) => before(place, layer));
      const [bottom, right] = [window.bottom, window.right].map((place) => before(place, layer));
      return { channel: window.channel, top, bottom, left, right };
    }
    case 'conv2d':
    case 'max_pool2d': {
      const [top, bottom] = inputSpan([window.top, window.bottom], layer, height);
      const [left, right] = inputSpan([window.left, window.right], layer, width);
      return { channel: layer.op === 'conv2d' ? null : window.channel, top, bottom, left, right };
    }
  }
}

/**
 * The part of the picture that a unit depends on.
 *
 * @param layers in order, each reading an earlier one or the picture
 * @param pictureShape [C, H, W]
 */
export function receptiveField(
  layers: readonly LayerGeometry[],
  name: string,
  position: Position,
  pictureShape: readonly number[],
): Window {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  let window = windowOf(position);
  for (let layer = byName.get(name); layer; layer = byName.get(layer.input))
    window = inputWindow(layer, window, byName.get(layer.input)?.shape ?? pictureShape);
  return window;
}
