/** The arithmetic of one number in NumPy, every product and sum spelled out. */
import type { Coded, CodedRealness, CodedSoftmax, CodedUnit } from './coded';
import { base64OfFloat32, listLines, READABLE_VALUES, shapeText } from './codeLiterals';
import {
  dependencies,
  encodedComment,
  finer,
  footer,
  header,
  kernelOf,
  labelsLine,
  poolCells,
  printedShares,
  unitParts,
  unwritten,
  windowOf,
} from './codeParts';
import type { CodeWords } from './codeWords';
import { positionOf } from '../../core/tensor';

/** `name = np.array(…)`, or the same from base64 where the list is too long to read. */
function array(name: string, values: ArrayLike<number>, shape: readonly number[]): string[] {
  if (values.length > READABLE_VALUES)
    return [
      `${name} = np.frombuffer(base64.b64decode("${base64OfFloat32(values)}"), "<f4")`,
      ...(shape.length > 1 ? [`${name} = ${name}.reshape${shapeText(shape)}`] : []),
    ];
  const lines = listLines(values, shape, '-np.inf');
  if (lines.length === 1) return [`${name} = np.float32([${lines[0].replace(/,$/, '')}])`];
  return [`${name} = np.float32([`, ...lines.map((line) => `    ${line}`), '])'];
}

export function numpyCode(what: Coded, words: CodeWords): string[] {
  const body = bodyOf(what, words);
  return [
    ...header(what, 'numpy', words),
    ...dependencies(body, ['import base64']),
    'import numpy as np',
    '',
    ...body,
  ];
}

function bodyOf(what: Coded, words: CodeWords): string[] {
  if ('logits' in what) return softmax(what, words);
  return 'scores' in what ? realness(what, words) : unit(what, words);
}

function unit(what: CodedUnit, words: CodeWords): string[] {
  switch (what.layer.op) {
    case 'conv2d':
      return conv2d(what, words);
    case 'linear':
      return linear(what, words);
    case 'max_pool2d':
      return maxPool2d(what, words);
    case 'flatten':
      return flatten(what, words);
    case 'relu':
      return [
        `# ${words.beforeRelu}`,
        ...array('value', [unitParts(what).value], [1]),
        '',
        ...footer('max(0.0, value[0])', what.digits, words.relu),
      ];
    default:
      return unwritten(what);
  }
}

function conv2d(what: CodedUnit, words: CodeWords): string[] {
  const { shape, values } = windowOf(what);
  const { digits, at, followedByRelu } = what;
  return [
    `# ${words.window} ${shapeText(shape)}`,
    ...encodedComment(values, words),
    ...(unitParts(what).isPadded ? [`# ${words.padding}`] : []),
    ...array('window', values, shape),
    `# ${words.kernel} ${shapeText(shape)}`,
    ...array('kernel', kernelOf(what), shape),
    ...array('bias', [what.bias!.data[at.channel]], [1]),
    '',
    `# ${words.notFlipped}`,
    `# ${words.double}`,
    `products = window.astype(np.float64) * kernel  # ${shapeText(shape)}`,
    `partial_sums = products.sum(axis=(1, 2))  # ${shapeText([shape[0]])}: ${words.perChannel}`,
    'value = partial_sums.sum() + bias[0]',
    '',
    'for channel, terms in enumerate(products):',
    `    terms = " + ".join(f"{term:.${finer(digits)}f}" for term in terms.flat)`,
    `    print(f"${words.channel} {channel}: {terms} = {partial_sums[channel]:.${finer(digits)}f}")`,
    ...sumLine('partial_sums.sum()', digits, words),
    ...ending(followedByRelu, digits, words),
  ];
}

function linear(what: CodedUnit, words: CodeWords): string[] {
  const { digits, at, followedByRelu, input } = what;
  const count = input.data.length;
  return [
    `# ${words.inputs} (${count},)`,
    ...encodedComment(input.data, words),
    ...array('inputs', input.data, [count]),
    `# ${words.weights} (${count},)`,
    ...array('weights', kernelOf(what), [count]),
    ...array('bias', [what.bias!.data[at.channel]], [1]),
    '',
    `# ${words.double}`,
    `contributions = inputs.astype(np.float64) * weights  # (${count},)`,
    'value = contributions.sum() + bias[0]',
    '',
    'largest = np.argsort(-np.abs(contributions))[:8]',
    'for i in largest:',
    `    print(f"${words.value} {i}: {inputs[i]:.${finer(digits)}f} × {weights[i]:.${finer(digits)}f} = {contributions[i]:.${finer(digits)}f}")`,
    'others = np.delete(contributions, largest)',
    `print(f"${words.others} ({others.size}): {others.sum():.${finer(digits)}f}")`,
    ...sumLine('contributions.sum()', digits, words),
    ...ending(followedByRelu, digits, words),
  ];
}

const sumLine = (sum: string, digits: number, words: CodeWords): string[] => [
  `print(f"${words.sum} {${sum}:.${finer(digits)}f} + ${words.bias} {bias[0]:.${finer(digits)}f} = {value:.${finer(digits)}f}")`,
];

const ending = (followedByRelu: boolean, digits: number, words: CodeWords): string[] =>
  followedByRelu ? footer('max(0.0, value)', digits, words.relu) : footer('value', digits);

function maxPool2d(what: CodedUnit, words: CodeWords): string[] {
  const { values, size } = poolCells(what);
  return [
    `# ${words.poolWindow} ${shapeText([size, size])}`,
    ...(unitParts(what).isPadded ? [`# ${words.outside}`] : []),
    ...array('window', values, [size, size]),
    '',
    'value = window.max()',
    `# ${words.winner}`,
    'row, column = np.unravel_index(window.argmax(), window.shape)',
    `print(f"${words.row} {row}, ${words.column} {column}")`,
    ...ending(what.followedByRelu, what.digits, words),
  ];
}

function flatten(what: CodedUnit, words: CodeWords): string[] {
  const { at, input } = what;
  const [, height, width] = input.shape;
  const { channel } = positionOf(input.shape, at.channel);
  const area = height * width;
  const map = input.data.subarray(channel * area, (channel + 1) * area);
  return [
    `# ${words.map(channel)} ${shapeText([height, width])}; ${words.otherMaps}`,
    ...array('feature_map', map, [height, width]),
    `maps = np.zeros(${shapeText(input.shape)}, np.float32)`,
    `maps[${channel}] = feature_map`,
    '',
    `# ${words.flattenOrder}`,
    `vector = maps.reshape(-1)  # (${input.data.length},)`,
    `# ${words.flattenBack}`,
    `channel, row, column = np.unravel_index(${at.channel}, maps.shape)`,
    `print(f"${words.channel} {channel}, ${words.row} {row}, ${words.column} {column}")`,
    `value = vector[${at.channel}]`,
    ...ending(what.followedByRelu, what.digits, words),
  ];
}

function softmax(
  { logits, temperature, labels, digits }: CodedSoftmax,
  words: CodeWords,
): string[] {
  return [
    `# ${words.logits} (${labels.length},)`,
    ...array('logits', logits.data, [labels.length]),
    labelsLine(labels),
    `# ${words.temperature}`,
    `temperature = ${temperature}`,
    '',
    'scaled = logits.astype(np.float64) / temperature',
    `# ${words.largestOff}`,
    'exponentials = np.exp(scaled - scaled.max())',
    `probabilities = exponentials / exponentials.sum()  # ${words.shares}`,
    '',
    ...printedShares('probabilities', digits),
  ];
}

function realness(
  { scores, scale, offsets, labels, digits }: CodedRealness,
  words: CodeWords,
): string[] {
  return [
    `# ${words.scores} (${labels.length},)`,
    ...array('scores', scores.data, [labels.length]),
    labelsLine(labels),
    `# ${words.calibration}`,
    `scale = ${scale}`,
    `offsets = np.array([${offsets.join(', ')}])`,
    '',
    'sums = scale * scores.astype(np.float64) + offsets',
    `probabilities = 1 / (1 + np.exp(-sums))  # ${words.eachAlone}`,
    '',
    ...printedShares('probabilities', digits),
  ];
}
