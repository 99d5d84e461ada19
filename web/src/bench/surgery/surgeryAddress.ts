/** Operations as a short text in the address: "conv1.5.s*conv2.9.k3.sobelX*conv1.5.w4.-0.25*conv1.5.b.0.1". */
import { KERNEL_NAMES } from '../../core/kernels';
import type { Operation } from '../../core/weightSurgery';

/** URLs leave this character alone, and no layer has it in its name. */
const BETWEEN = '*';

/** The page never writes a link with more. */
const MOST = 1000;

function encodeOne(operation: Operation): string {
  const place = `${operation.layer}.${operation.channel}`;
  switch (operation.kind) {
    case 'silence':
      return `${place}.s`;
    case 'kernel':
      return `${place}.k${operation.from}.${operation.name}`;
    case 'weight':
      return `${place}.w${operation.index}.${operation.value}`;
    case 'bias':
      return `${place}.b.${operation.value}`;
  }
}

export const encodeSurgery = (operations: readonly Operation[]): string =>
  operations.map(encodeOne).join(BETWEEN);

const PATTERN = /^([^.*]+)\.(\d{1,6})\.(?:(s)|k(\d{1,6})\.(\w+)|w(\d{1,8})\.(.+)|b\.(.+))$/;
const NUMBER = /^-?\d+(\.\d+)?$/;

function decodeOne(text: string): Operation | null {
  const match = PATTERN.exec(text);
  if (!match) return null;
  const [, layer, channelText, silence, from, kernel, index, weight, bias] = match;
  const place = { layer, channel: Number(channelText) };
  if (silence) return { ...place, kind: 'silence' };
  if (kernel) {
    const name = KERNEL_NAMES.find((known) => known === kernel);
    return name ? { ...place, kind: 'kernel', from: Number(from), name } : null;
  }
  const value = weight ?? bias;
  if (!NUMBER.test(value)) return null;
  return weight === undefined
    ? { ...place, kind: 'bias', value: Number(value) }
    : { ...place, kind: 'weight', index: Number(index), value: Number(value) };
}

/** The operations that could be read, and how many could not. */
export function decodeSurgery(text: string): { operations: Operation[]; unread: number } {
  const parts = text.split(BETWEEN, MOST).filter(Boolean);
  const operations = parts.map(decodeOne).filter((operation) => operation !== null);
  return { operations, unread: parts.length - operations.length };
}
