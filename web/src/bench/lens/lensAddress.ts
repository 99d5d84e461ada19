/** What the lens shows, as a short text in the address: "conv1_relu", "conv1_relu.7.9.16", "why". */
import type { Position } from '../../core/tensor';

/** Views of the lens that are not a layer's. */
export const PANELS = ['why', 'compare'] as const;
export type Panel = (typeof PANELS)[number];

export type LensView =
  | { kind: 'layer'; layer: string }
  | { kind: 'unit'; layer: string; at: Position }
  | { kind: 'panel'; panel: Panel };

/** Why a text was not followed to the letter. */
export type Problem = 'no-layer' | 'no-place';

/** The shape of a layer without the batch axis; null where there is no such layer. */
export type ShapeOf = (name: string) => readonly number[] | null;

export function encodeLens(view: LensView): string {
  if (view.kind === 'panel') return view.panel;
  if (view.kind === 'layer') return view.layer;
  const { channel, row, column } = view.at;
  return [view.layer, channel, row, column].join('.');
}

/** The view that a text names, or the nearest one that exists, and what was wrong with it. */
export function decodeLens(
  text: string,
  shapeOf: ShapeOf,
): { view: LensView | null; problem: Problem | null } {
  const panel = PANELS.find((name) => name === text);
  if (panel) return { view: { kind: 'panel', panel }, problem: null };
  const [layer, ...places] = text.split('.');
  const shape = shapeOf(layer);
  if (!shape) return { view: null, problem: 'no-layer' };
  if (places.length === 0) return { view: { kind: 'layer', layer }, problem: null };
  const asked = [0, 1, 2].map((axis) =>
    /^\d+$/.test(places[axis] ?? '0') ? Number(places[axis] ?? 0) : -1,
  );
  const at = nearest(shape, { channel: asked[0], row: asked[1], column: asked[2] });
  const isThere =
    places.length <= 3 && at.channel === asked[0] && at.row === asked[1] && at.column === asked[2];
  return { view: { kind: 'unit', layer, at }, problem: isThere ? null : 'no-place' };
}

/** The place itself, or the nearest one inside the shape. */
export function nearest(shape: readonly number[], { channel, row, column }: Position): Position {
  const [channels, rows = 1, columns = 1] = shape;
  const clamp = (value: number, size: number) => Math.min(size - 1, Math.max(0, value));
  return {
    channel: clamp(channel, channels),
    row: clamp(row, rows),
    column: clamp(column, columns),
  };
}
