/** The guided tour as data: what each step opens on the current drawing, found in the live numbers of any network. */
import { positionOf, type Position } from '../../core/tensor';
import type { Unit } from '../network/hover.svelte';
import { SOFTMAX, type NetworkData } from '../networkData';

/** In order. Steps about a kind of layer that the network lacks are left out. */
export const TOUR = [
  'draw',
  'sees',
  'window',
  'slide',
  'maps',
  'partials',
  'pool',
  'flatten',
  'dense',
  'logit',
  'percent',
  'free',
] as const;
export type TourStepName = (typeof TOUR)[number];

export interface TourStep {
  name: TourStepName;
  /** What the lens is open on; null where the step is about the bench. */
  lens: { kind: 'unit'; unit: Unit } | { kind: 'layer'; layer: string } | null;
}

/** The steps for the network's current numbers; while nothing is drawn, none has anything to open. */
export function tourSteps(data: NetworkData): TourStep[] {
  return TOUR.flatMap((name): TourStep[] => {
    if (name === 'draw' || name === 'sees' || name === 'free') return [{ name, lens: null }];
    const layer = layerOf(data, name);
    if (!layer) return [];
    if (name === 'maps') return [{ name, lens: { kind: 'layer', layer } }];
    const unit = unitOf(data, name, layer);
    return [{ name, lens: unit && { kind: 'unit', unit } }];
  });
}

/** The result that a step is about: the first of its kind; for convolutions over many maps, the last. */
function layerOf(data: NetworkData, name: TourStepName): string | null {
  const { layers, output } = data;
  const shown = (found: { name: string } | undefined) => (found ? data.shown(found.name) : null);
  switch (name) {
    case 'window':
    case 'slide':
    case 'maps':
      return shown(layers.find(({ op }) => op === 'conv2d'));
    case 'partials': {
      const several = (layer: { op: string; input: string }) =>
        layer.op === 'conv2d' && data.shape(layer.input)![0] > 1;
      return shown(layers.filter(several).at(-1));
    }
    case 'pool':
      return shown(layers.find(({ op }) => op === 'max_pool2d'));
    case 'flatten':
      return shown(layers.find(({ op }) => op === 'flatten'));
    case 'dense':
      return shown(layers.find((layer) => layer.op === 'linear' && layer.name !== output));
    case 'logit':
      return output;
    default:
      return SOFTMAX;
  }
}

function unitOf(data: NetworkData, name: TourStepName, layer: string): Unit | null {
  const logits = data.tensor(data.output);
  if (!logits) return null;
  if (name === 'logit' || name === 'percent') {
    const channel = logits.data.indexOf(Math.max(...logits.data));
    return { layer, channel, row: 0, column: 0 };
  }
  if (name === 'flatten') return flattened(data, layer) ?? largestOf(data, layer);
  return largestOf(data, layer);
}

/** The same value as the pooling step's, where flatten reads the pooled maps themselves. */
function flattened(data: NetworkData, layer: string): Unit | null {
  const pool = layerOf(data, 'pool');
  const source = data.layer(layer)!.input;
  const shape = data.shape(source)!;
  const at = pool === source ? largestOf(data, pool) : null;
  if (!at) return null;
  const [, rows, columns] = shape;
  return { layer, channel: (at.channel * rows + at.row) * columns + at.column, row: 0, column: 0 };
}

function largestOf(data: NetworkData, layer: string): Unit | null {
  const tensor = data.tensor(layer);
  if (!tensor) return null;
  const best = tensor.data.reduce((top, value, i) => (value > tensor.data[top] ? i : top), 0);
  return { layer, ...(positionOf(tensor.shape, best) as Position) };
}

/** The numbers that the steps speak of, where a unit is open. */
export function factsOf(data: NetworkData, unit: Unit) {
  const found = data.explain(unit.layer, unit);
  return {
    value: found?.value ?? 0,
    terms: found?.terms.length ?? 0,
    inputs: found ? data.shape(found.layer.input)! : [],
    shape: data.shape(unit.layer)!,
    size: found?.layer.kernel_size ?? 0,
  };
}
