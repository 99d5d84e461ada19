/** The cost laboratory: what is typed, the last input that could be read, and what is wrong with the rest. */
import {
  COST_FIELDS,
  imageCost,
  isProblem,
  readCost,
  type CostField,
  type CostInput,
} from './imageCost';

/** The deck's example, and the first layer of its network: 8K, kernels of 3×3, 32 maps. */
export const DECK_COST: CostInput = {
  width: 7680,
  height: 4320,
  channels: 3,
  kernelSize: 3,
  outChannels: 32,
};

const asTexts = (input: CostInput) =>
  Object.fromEntries(COST_FIELDS.map((field) => [field, String(input[field])])) as Record<
    CostField,
    string
  >;

const toText = (input: CostInput) => COST_FIELDS.map((field) => input[field]).join('x');

/** What is used of a given picture: its size, and its name unless it is the page's example. */
export interface SizedPicture {
  readonly name: string | null;
  readonly fullWidth: number;
  readonly fullHeight: number;
}

export class Cost {
  #input = $state.raw<CostInput>(DECK_COST);
  #texts = $state.raw(asTexts(DECK_COST));

  /** The texts in the fields. */
  texts = $derived(this.#texts);
  /** The last input that could be read. */
  input = $derived(this.#input);
  cost = $derived(imageCost(this.#input));
  problem = $derived.by(() => {
    const read = readCost(this.#texts);
    return isProblem(read) ? read : null;
  });

  type(field: CostField, text: string): void {
    this.#texts = { ...this.#texts, [field]: text };
    const read = readCost(this.#texts);
    if (!isProblem(read)) this.#input = read;
  }

  /** Takes a size, as from a preset or a picture, and keeps the rest; a kernel that is too large shrinks with it. */
  resize(size: Pick<CostInput, 'width' | 'height' | 'channels'>): void {
    const kernelSize = Math.min(this.#input.kernelSize, size.width, size.height);
    this.#input = { ...this.#input, ...size, kernelSize };
    this.#texts = asTexts(this.#input);
  }

  /** For the address: "7680x4320x3x3x32"; null for the deck's. */
  get text(): string | null {
    const text = toText(this.#input);
    return text === toText(DECK_COST) ? null : text;
  }

  /** What can't be read is left at the deck's. */
  go(text: string | null): void {
    const parts = (text ?? '').split('x');
    const texts = Object.fromEntries(
      COST_FIELDS.map((field, index) => [field, parts[index] ?? '']),
    ) as Record<CostField, string>;
    const read = readCost(texts);
    this.#input = isProblem(read) ? DECK_COST : read;
    this.#texts = asTexts(this.#input);
  }
}
