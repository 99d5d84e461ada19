/**
 * Python that computes one number of the network again, from its own inputs and weights: what a teacher would write on
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

/** What to write of a number that is explained. */
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
 * A whole program. Its last line of output is the value alone, to the digits asked for; of percentages it prints
 * a line "label: percentage" for each label.
 *
 * It sums in double precision, as the page's own arithmetic does. The network sums in single precision: of fc1's sums of
 * 9,216 products that moves the third decimal of one in about 600, of the other layers' none in 3,000.
 */
export function code(flavour: Flavour, what: Coded, words: CodeWords): string {
  const lines = flavour === 'numpy' ? numpyCode(what, words) : pytorchCode(what, words);
  return `${lines.join('\n')}\n`;
}
