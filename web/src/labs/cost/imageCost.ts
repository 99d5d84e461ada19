/** What a picture costs by its size: values, bytes, multiplications. Whole numbers without a limit, hence bigint. */
export interface CostInput {
  /** Pixels. */
  width: number;
  height: number;
  channels: number;
  kernelSize: number;
  /** Feature maps that the layer makes. */
  outChannels: number;
}
export type CostField = keyof CostInput;
export const COST_FIELDS = ['width', 'height', 'channels', 'kernelSize', 'outChannels'] as const;

/** Far beyond any picture and any layer, and still a number that can be read. */
export const MOST: CostInput = {
  width: 1_000_000,
  height: 1_000_000,
  channels: 1_024,
  kernelSize: 99,
  outChannels: 65_536,
};

export const FLOAT_BYTES = 4;

export interface ImageCost {
  /** Values of one channel, of all. */
  perChannel: bigint;
  values: bigint;
  /** A byte for each value, as in memory; four for each, as a network computes. */
  bytes: bigint;
  floatBytes: bigint;
  /** The convolution's output, without padding and with stride 1. */
  outWidth: number;
  outHeight: number;
  outputs: bigint;
  /** O · (H − k + 1) · (W − k + 1) · (C · k²): a window's products for each output. */
  convMultiplications: bigint;
  convParameters: bigint;
  /** Outputs · (C · H · W): every output from every value. */
  denseMultiplications: bigint;
  denseParameters: bigint;
}

export function imageCost(input: CostInput): ImageCost {
  const { width, height, kernelSize } = input;
  const channels = BigInt(input.channels);
  const outChannels = BigInt(input.outChannels);
  const outWidth = width - kernelSize + 1;
  const outHeight = height - kernelSize + 1;
  const perChannel = BigInt(width) * BigInt(height);
  const values = perChannel * channels;
  const outputs = outChannels * BigInt(outHeight) * BigInt(outWidth);
  const windowValues = channels * BigInt(kernelSize) ** 2n;
  return {
    perChannel,
    values,
    bytes: values,
    floatBytes: values * BigInt(FLOAT_BYTES),
    outWidth,
    outHeight,
    outputs,
    convMultiplications: outputs * windowValues,
    convParameters: outChannels * (windowValues + 1n),
    denseMultiplications: outputs * values,
    denseParameters: outputs * (values + 1n),
  };
}

/** Why a field's text gives no cost. */
export type CostProblem =
  | { field: CostField; rule: 'empty' }
  | { field: CostField; rule: 'notWhole'; text: string }
  | { field: CostField; rule: 'tooSmall'; text: string }
  | { field: CostField; rule: 'tooLarge'; text: string; most: number }
  | { field: 'kernelSize'; rule: 'largerThanPicture'; text: string; most: number };

/** Digits, also in groups of three with any of the separators that people write. */
const WHOLE = /^[-+\u2212]?(\d+|\d{1,3}([.,\u00a0\u202f' ]\d{3})+)$/;

export function readCost(texts: Record<CostField, string>): CostInput | CostProblem {
  const input = {} as CostInput;
  for (const field of COST_FIELDS) {
    const text = texts[field].trim();
    if (text === '') return { field, rule: 'empty' };
    if (!WHOLE.test(text)) return { field, rule: 'notWhole', text };
    const value = Number(text.replace('\u2212', '-').replace(/[^-\d]/g, ''));
    if (value < 1) return { field, rule: 'tooSmall', text };
    if (value > MOST[field]) return { field, rule: 'tooLarge', text, most: MOST[field] };
    input[field] = value;
  }
  const most = Math.min(input.width, input.height);
  if (input.kernelSize > most)
    return { field: 'kernelSize', rule: 'largerThanPicture', text: texts.kernelSize.trim(), most };
  return input;
}

export const isProblem = (read: CostInput | CostProblem): read is CostProblem => 'rule' in read;

export interface CostPreset extends Pick<CostInput, 'width' | 'height' | 'channels'> {
  name: 'mnist' | 'imagenet' | 'fullHd' | '4k' | '8k';
}

/** Sizes that people know. MNIST is grey, the others have red, green and blue. */
export const COST_PRESETS: readonly CostPreset[] = [
  { name: 'mnist', width: 28, height: 28, channels: 1 },
  { name: 'imagenet', width: 224, height: 224, channels: 3 },
  { name: 'fullHd', width: 1920, height: 1080, channels: 3 },
  { name: '4k', width: 3840, height: 2160, channels: 3 },
  { name: '8k', width: 7680, height: 4320, channels: 3 },
];
