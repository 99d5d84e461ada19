/** Which part of an earlier result a unit looks at: the window of one layer, and all windows down to the picture. */
import { positionOf, type Position } from './tensor';

export type Operation = 'conv2d' | 'relu' | 'max_pool2d' | 'flatten' | 'linear';

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
}

/** Rows and columns, both ends included; `channel` is null where all channels are read. */
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

/** The window in a layer's input that made this window of its output. `inputShape` is [C, H, W] or [N]. */
export function inputWindow(
  layer: LayerGeometry,
  window: Window,
  inputShape: readonly number[],
): Window {
  const [height, width] = inputShape.length === 3 ? [inputShape[1], inputShape[2]] : [1, 1];
  switch (layer.op) {
    case 'relu':
      return window;
    case 'linear':
      return { channel: null, top: 0, bottom: height - 1, left: 0, right: width - 1 };
    case 'flatten':
      if (window.channel === null)
        return { channel: null, top: 0, bottom: height - 1, left: 0, right: width - 1 };
      return windowOf(positionOf(inputShape, window.channel));
    case 'conv2d':
    case 'max_pool2d': {
      const size = layer.kernel_size ?? 1;
      const stride = layer.stride ?? 1;
      const padding = layer.padding ?? 0;
      return {
        channel: layer.op === 'conv2d' ? null : window.channel,
        top: Math.max(0, window.top * stride - padding),
        bottom: Math.min(height - 1, window.bottom * stride - padding + size - 1),
        left: Math.max(0, window.left * stride - padding),
        right: Math.min(width - 1, window.right * stride - padding + size - 1),
      };
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
