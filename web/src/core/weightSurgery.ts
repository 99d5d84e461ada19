/**
 * Surgery on a trained network: a list of operations, and the weights that follow from it. Each operation concerns one
 * output channel of one layer: a map's kernels and bias, or a unit's row of weights and bias.
 */
import type { LayerSpec } from './explain';
import { classicKernel, hasClassics, KERNEL_NAMES, type KernelName } from './kernels';
import { sizeOf, type Tensor } from './tensor';

interface Place {
  layer: string;
  /** Channel of the layer's output. */
  channel: number;
}

export type Operation = Place &
  (
    | { kind: 'silence' }
    /** The kernel over one input map becomes a classic one. */
    | { kind: 'kernel'; from: number; name: KernelName }
    /** `index` counts all weights of the channel: input map, row, column. */
    | { kind: 'weight'; index: number; value: number }
    | { kind: 'bias'; value: number }
  );

/** New numbers for a part of a weight tensor. */
export interface Patch {
  name: string;
  offset: number;
  values: Float32Array;
}

export type Weights = ReadonlyMap<string, Tensor>;

/** A network as training left it. */
export interface Trained {
  layers: readonly LayerSpec[];
  weights: Weights;
}

/** Larger numbers would leave single precision after a few layers. */
export const LARGEST_WEIGHT = 1000;

interface Row {
  weight: string;
  bias: string;
  /** Weights of one output channel. */
  count: number;
  channels: number;
  /** Sides of the kernel; 1 for a dense layer. */
  size: number;
}

function rowsOf({ layers, weights }: Trained, name: string): Row | null {
  const layer = layers.find((layer) => layer.name === name);
  if (!layer?.weight || !layer.bias) return null;
  const [channels, ...rest] = weights.get(layer.weight)!.shape;
  const size = layer.op === 'conv2d' ? (layer.kernel_size ?? 1) : 1;
  return { weight: layer.weight, bias: layer.bias, count: sizeOf(rest), channels, size };
}

/** Whether a layer has weights that can be operated on. */
export const isOperable = (trained: Trained, layer: string): boolean =>
  rowsOf(trained, layer) !== null;

/** Whether the network has what the operation names. */
export function fits(trained: Trained, operation: Operation): boolean {
  const row = rowsOf(trained, operation.layer);
  const isIndex = (value: number, count: number) =>
    Number.isInteger(value) && value >= 0 && value < count;
  if (!row || !isIndex(operation.channel, row.channels)) return false;
  switch (operation.kind) {
    case 'silence':
      return true;
    case 'kernel':
      return (
        hasClassics(row.size) &&
        KERNEL_NAMES.includes(operation.name) &&
        isIndex(operation.from, row.count / row.size ** 2)
      );
    case 'weight':
      return isIndex(operation.index, row.count) && Math.abs(operation.value) <= LARGEST_WEIGHT;
    case 'bias':
      return Math.abs(operation.value) <= LARGEST_WEIGHT;
  }
}

/** One channel's weights and bias after its operations, in their order. */
function operated(trained: Trained, row: Row, channel: number, operations: readonly Operation[]) {
  const start = channel * row.count;
  const values = trained.weights.get(row.weight)!.data.slice(start, start + row.count);
  const bias = trained.weights.get(row.bias)!.data.slice(channel, channel + 1);
  for (const operation of operations) {
    switch (operation.kind) {
      case 'silence':
        values.fill(0);
        bias[0] = 0;
        break;
      case 'kernel':
        values.set(classicKernel(operation.name, row.size), operation.from * row.size ** 2);
        break;
      case 'weight':
        values[operation.index] = operation.value;
        break;
      case 'bias':
        bias[0] = operation.value;
        break;
    }
  }
  return { values, bias };
}

function byChannel(operations: readonly Operation[]): Map<string, Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    const key = `${operation.layer} ${operation.channel}`;
    const group = groups.get(key);
    if (group) group.push(operation);
    else groups.set(key, [operation]);
  }
  return groups;
}

const isSame = (a: readonly Operation[], b: readonly Operation[]) =>
  a.length === b.length && a.every((operation, i) => operation === b[i]);

/**
 * What must change in the weights when one list of operations takes the place of another: only the channels whose own
 * operations differ. All operations must fit.
 */
export function patchesBetween(
  trained: Trained,
  from: readonly Operation[],
  to: readonly Operation[],
): Patch[] {
  const [before, after] = [byChannel(from), byChannel(to)];
  const patches: Patch[] = [];
  for (const [key, group] of new Map([...before, ...after])) {
    const own = after.get(key) ?? [];
    if (isSame(before.get(key) ?? [], own)) continue;
    const { layer, channel } = group[0];
    const row = rowsOf(trained, layer)!;
    const { values, bias } = operated(trained, row, channel, own);
    patches.push({ name: row.weight, offset: channel * row.count, values });
    patches.push({ name: row.bias, offset: channel, values: bias });
  }
  return patches;
}

/** What must change where these weights take the place of others, whichever those are. */
export const wholePatches = (weights: Weights): Patch[] =>
  [...weights].map(([name, { data }]) => ({ name, offset: 0, values: data }));

/** The weights with the patches applied; untouched ones are shared, and nothing already handed out changes. */
export function patched(weights: Weights, patches: readonly Patch[]): Weights {
  const result = new Map(weights);
  for (const name of new Set(patches.map((patch) => patch.name))) {
    const { data, shape } = result.get(name)!;
    result.set(name, { data: data.slice(), shape });
  }
  applyPatches(result, patches);
  return result;
}

/** Writes the patches into the weights themselves. */
export function applyPatches(weights: Weights, patches: readonly Patch[]): void {
  for (const { name, offset, values } of patches) {
    const tensor = weights.get(name);
    if (!tensor || offset < 0 || offset + values.length > tensor.data.length)
      throw new RangeError(
        `A patch of ${values.length} numbers at ${offset} does not fit ${name}, which has ${tensor?.data.length ?? 0}.`,
      );
    tensor.data.set(values, offset);
  }
}
