/** One number computed by PyTorch's own layer, called only on what that number depends on. */
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

/** `name = torch.tensor(…)`, or the same from base64 where the list is too long to read. */
function tensor(name: string, values: ArrayLike<number>, shape: readonly number[]): string[] {
  if (values.length > READABLE_VALUES)
    return [
      `${name} = base64.b64decode("${base64OfFloat32(values)}")`,
      `${name} = torch.frombuffer(bytearray(${name}), dtype=torch.float32).reshape${shapeText(shape)}`,
    ];
  const lines = listLines(values, shape, '-torch.inf');
  if (lines.length === 1) return [`${name} = torch.tensor([${lines[0].replace(/,$/, '')}])`];
  return [`${name} = torch.tensor([`, ...lines.map((line) => `    ${line}`), '])'];
}

export function pytorchCode(what: Coded, words: CodeWords): string[] {
  const body = bodyOf(what, words);
  return [
    ...header(what, 'torch', words),
    ...dependencies(body, ['import base64', '']),
    'import torch',
    ...dependencies(body, ['import torch.nn.functional as F']),
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
        ...tensor('value', [unitParts(what).value], [1]),
        '',
        ...footer('F.relu(value).item()', what.digits, words.relu),
      ];
    default:
      return unwritten(what);
  }
}

function conv2d(what: CodedUnit, words: CodeWords): string[] {
  const { shape, values } = windowOf(what);
  const { digits, at, followedByRelu } = what;
  const [channels] = shape;
  const whole = shapeText([1, ...shape]);
  return [
    `# ${words.window} ${shapeText(shape)}`,
    ...encodedComment(values, words),
    ...(unitParts(what).isPadded ? [`# ${words.padding}`] : []),
    ...tensor('window', values, shape),
    `# ${words.kernel} ${shapeText(shape)}`,
    ...tensor('kernel', kernelOf(what), shape),
    ...tensor('bias', [what.bias!.data[at.channel]], [1]),
    '',
    `# ${words.oneOfEach}`,
    `# ${words.double}`,
    `window, kernel, bias = window[None].double(), kernel[None].double(), bias.double()  # ${whole}`,
    'value = F.conv2d(window, kernel, bias)  # (1, 1, 1, 1)',
    `# ${words.ownKernels}`,
    `partial_sums = F.conv2d(window, kernel.transpose(0, 1), groups=${channels}).flatten()  # (${channels},)`,
    '',
    'products = (window * kernel).flatten(2)[0].tolist()',
    'for channel, terms in enumerate(products):',
    `    terms = " + ".join(f"{term:.${finer(digits)}f}" for term in terms)`,
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
    ...tensor('inputs', input.data, [count]),
    `# ${words.weights} (${count},)`,
    ...tensor('weights', kernelOf(what), [count]),
    ...tensor('bias', [what.bias!.data[at.channel]], [1]),
    '',
    `# ${words.double}`,
    'inputs, weights, bias = inputs.double(), weights.double(), bias.double()',
    'value = F.linear(inputs[None], weights[None], bias)  # (1, 1)',
    '',
    `contributions = inputs * weights  # (${count},)`,
    'order = contributions.abs().argsort(descending=True)',
    'largest, others = order[:8].tolist(), contributions[order[8:]]',
    'for i in largest:',
    `    print(f"${words.value} {i}: {inputs[i]:.${finer(digits)}f} × {weights[i]:.${finer(digits)}f} = {contributions[i]:.${finer(digits)}f}")`,
    `print(f"${words.others} ({len(others)}): {others.sum():.${finer(digits)}f}")`,
    ...sumLine('contributions.sum()', digits, words),
    ...ending(followedByRelu, digits, words),
  ];
}

const sumLine = (sum: string, digits: number, words: CodeWords): string[] => [
  `print(f"${words.sum} {${sum}:.${finer(digits)}f} + ${words.bias} {bias.item():.${finer(digits)}f} = {value.item():.${finer(digits)}f}")`,
];

const ending = (followedByRelu: boolean, digits: number, words: CodeWords): string[] =>
  followedByRelu
    ? footer('F.relu(value).item()', digits, words.relu)
    : footer('value.item()', digits);

function maxPool2d(what: CodedUnit, words: CodeWords): string[] {
  const { values, size } = poolCells(what);
  return [
    `# ${words.poolWindow} ${shapeText([size, size])}`,
    ...(unitParts(what).isPadded ? [`# ${words.outside}`] : []),
    ...tensor('window', values, [size, size]),
    '',
    `value, index = F.max_pool2d(window[None], ${size}, return_indices=True)  # (1, 1, 1)`,
    `# ${words.winner}`,
    `row, column = divmod(index.item(), ${size})`,
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
    ...tensor('feature_map', map, [height, width]),
    `x = torch.zeros${shapeText([1, ...input.shape])}`,
    `x[0, ${channel}] = feature_map`,
    '',
    `# ${words.flattenOrder}`,
    `x = x.view(x.size(0), -1)  # (1, ${input.data.length})`,
    `# ${words.flattenBack}`,
    `channel, rest = divmod(${at.channel}, ${area})`,
    `row, column = divmod(rest, ${width})`,
    `print(f"${words.channel} {channel}, ${words.row} {row}, ${words.column} {column}")`,
    `value = x[0, ${at.channel}]`,
    ...ending(what.followedByRelu, what.digits, words),
  ];
}

function softmax(
  { logits, temperature, labels, digits }: CodedSoftmax,
  words: CodeWords,
): string[] {
  return [
    `# ${words.logits} (${labels.length},)`,
    ...tensor('logits', logits.data, [labels.length]),
    labelsLine(labels),
    `# ${words.temperature}`,
    `temperature = ${temperature}`,
    '',
    `# ${words.double}`,
    `probabilities = F.softmax(logits.double() / temperature, dim=0)  # ${words.shares}`,
    '',
    ...printedShares('probabilities.tolist()', digits),
  ];
}

function realness(
  { scores, scale, offsets, labels, digits }: CodedRealness,
  words: CodeWords,
): string[] {
  return [
    `# ${words.scores} (${labels.length},)`,
    ...tensor('scores', scores.data, [labels.length]),
    labelsLine(labels),
    `# ${words.calibration}`,
    `scale = ${scale}`,
    `offsets = torch.tensor([${offsets.join(', ')}], dtype=torch.float64)`,
    '',
    `# ${words.double}`,
    `probabilities = torch.sigmoid(scale * scores.double() + offsets)  # ${words.eachAlone}`,
    '',
    ...printedShares('probabilities.tolist()', digits),
  ];
}
