/** What both flavours of code need: the unit's window, its weights, the first and last lines. */
import type { Coded, CodedUnit } from './coded';
import { READABLE_VALUES } from './codeLiterals';
import type { CodeWords } from './codeWords';
import { products } from '../../core/conv2d';
import { poolWindow } from '../../core/pool';
import { indexOf, sizeOf, type Tensor } from '../../core/tensor';

/** A convolution's or dense layer's weights of the one unit, in the order of its inputs. */
export function kernelOf({ layer, weight, at }: CodedUnit): Float32Array {
  const [outputs, ...kernel] = needed(layer.name, 'weight', weight).shape;
  if (at.channel < 0 || at.channel >= outputs)
    throw new RangeError(`channel=${at.channel} does not exist: ${layer.name} has ${outputs}.`);
  const size = sizeOf(kernel);
  return weight!.data.subarray(at.channel * size, (at.channel + 1) * size);
}

/** The window under the kernel at the unit's place: [C, kH, kW] values, 0 outside the picture. */
export function windowOf(what: CodedUnit): { shape: number[]; values: number[] } {
  const { layer, at, input } = what;
  const weight = needed(layer.name, 'weight', what.weight);
  const bias = needed(layer.name, 'bias', what.bias);
  const { stride = 1, padding = 0 } = layer;
  const terms = products({ weight, bias, stride, padding }, input, at);
  return { shape: weight.shape.slice(1), values: terms.map(({ input }) => input) };
}

/** A pooling window's values, −∞ outside the map. */
export function poolCells({ layer, at, input }: CodedUnit): { size: number; values: number[] } {
  const { kernel_size: size = 1, stride = size, padding = 0 } = layer;
  const values = poolWindow(input, at, size, stride, padding).map(({ value }) => value);
  return { size, values };
}

/** The value that a ReLU is given, and whether the unit's window reaches outside the input. */
export function unitParts({ layer, at, input }: CodedUnit): { value: number; isPadded: boolean } {
  const { kernel_size: size = 1, stride = 1, padding = 0 } = layer;
  const [, height, width] = input.shape;
  const [top, left] = [at.row * stride - padding, at.column * stride - padding];
  return {
    value: input.data[indexOf(input.shape, at)],
    isPadded: top < 0 || left < 0 || top + size > height || left + size > width,
  };
}

/** The first lines: which number this is, and what must be installed. */
export function header(what: Coded, library: string, words: CodeWords): string[] {
  const needs = `# ${words.needs(library)}`;
  if ('logits' in what) return [`# ${words.softmaxTitle}`, needs];
  if ('scores' in what) return [`# ${words.realnessTitle}`, needs];
  const { layer, at, followedByRelu } = what;
  const isVector = layer.shape.length === 1;
  const place = isVector ? words.index(at.channel) : words.place(at.channel, at.row, at.column);
  return [`# ${words.title(followedByRelu ? `${layer.name} + ReLU` : layer.name, place)}`, needs];
}

/** Import lines that the body uses: `import base64`, `import … as F`. */
export function dependencies(body: readonly string[], lines: readonly string[]): string[] {
  const used = lines[0].split(' ').at(-1)!;
  return body.some((line) => line.includes(`${used}.`)) ? [...lines] : [];
}

/** A comment over a list that is written as base64. */
export const encodedComment = (values: ArrayLike<number>, words: CodeWords): string[] =>
  values.length > READABLE_VALUES ? [`# ${words.encoded}`] : [];

/** Decimals of what is printed on the way: finer than on the page, which rounds it so that it adds up. */
export const finer = (digits: number): number => digits + 2;

/** The last line prints the value alone; a comment stands over it where something happens to it there. */
export function footer(value: string, digits: number, comment?: string | false): string[] {
  const print = `print(f"{${value}:.${digits}f}")`;
  return comment ? [`# ${comment}`, print] : [print];
}

export const labelsLine = (labels: readonly string[]): string =>
  `labels = [${labels.map((label) => JSON.stringify(label)).join(', ')}]`;

/** The last lines of percentages: "label: percentage" for each label. */
export const printedShares = (shares: string, digits: number): string[] => [
  `for label, probability in zip(labels, ${shares}):`,
  `    print(f"{label}: {probability:.${digits}%}")`,
];

/** Code is written for layers that read pictures. */
export function unwritten({ layer }: CodedUnit): never {
  throw new TypeError(
    `No code is written of ${layer.name}: ${layer.op} makes pictures, it reads none.`,
  );
}

function needed(layer: string, name: string, tensor: Tensor | undefined): Tensor {
  if (!tensor) throw new TypeError(`${layer} needs its ${name} to be written as code; pass it.`);
  return tensor;
}
