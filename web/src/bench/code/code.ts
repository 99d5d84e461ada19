/**
 * Python that recomputes one number of the network from its own inputs and weights: what a teacher would write on
 * the board, ready to run. NumPy spells the arithmetic out; PyTorch calls the layer on the same window.
 */
import { numpyCode } from './codeNumpy';
import { pytorchCode } from './codePytorch';
import type { Coded, CodedUnit } from './coded';
import type { CodeWords } from './codeWords';
import type { Explanation, Numbers } from '../../core/explain';

export { deckCode, type CodeLine } from './deckCode';
export type { Coded, CodedRealness, CodedSoftmax, CodedUnit } from './coded';
export type { CodeWords };

export type Flavour = 'numpy' | 'pytorch';

/** What to write for the number that is explained. */
export function codedUnit(
  numbers: Numbers,
  { layer, at, hasRelu }: Explanation,
  digits: number,
): CodedUnit {
  const parameters =
    layer.weight && layer.bias
      ? { weight: numbers.weight(layer.weight), bias: numbers.weight(layer.bias) }
      : {};
  const input = numbers.tensor(layer.input)!;
  return { layer, at, input, ...parameters, followedByRelu: hasRelu, digits };
}

/**
 * A whole program. Its last line of output is the value alone, to the digits asked for; for percentages it prints
 * a line "label: percentage" for each label.
 *
 * It sums in double precision, like the page's own arithmetic. The network sums in single precision: that changes the
 * third decimal of about one in 600 of fc1's sums of 9,216 products, and of none in 3,000 in the other layers.
 */
export function code(flavour: Flavour, what: Coded, words: CodeWords): string {
  const lines = flavour === 'numpy' ? numpyCode(what, words) : pytorchCode(what, words);
  return `${lines.join('\n')}\n`;
}
