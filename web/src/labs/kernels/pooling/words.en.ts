export const poolLab = {
  title: 'Pooling laboratory',
  lead: 'From each window a single number goes on: the largest, or the mean. The picture shrinks, and what is strong stays.',
  input: 'Input',
  inputs: { kernel: 'the kernel’s result', picture: 'the picture in grey' },
  kind: 'From each window',
  kinds: { max: 'the largest', average: 'the mean' },
  settings: { size: 'window', stride: 'stride', padding: 'padding', dilation: 'dilation' },
  output: 'After pooling',
  inputMap: 'Input. The arrow keys move the window.',
  outputMap: 'Result of pooling. The arrow keys move the position.',
  arithmetic: (row: string, column: string) => `The window behind value (${row}, ${column})`,
  window: 'window',
  maxWins: 'the largest wins',
  mean: (count: string) => `the sum divided by ${count}`,
  padding:
    'Pale cells lie beyond the edge: a maximum leaves them out, a mean counts them as zeros.',
  saves: (before: string, after: string, times: string) =>
    `${before} values become ${after}: ${times} times fewer.`,
  savesNothing: (before: string, after: string) => `${before} values become ${after}.`,
  staysTitle: 'What stays when the picture moves by a pixel',
  staysHelp: (tolerance: string) =>
    `Of the values above ${tolerance} (a twentieth of the largest), this share stays within ${tolerance} of what it was in the same place.`,
  before: 'before pooling',
  after: 'after pooling',
  moved: 'After pooling, with the picture moved',
  difference: 'What changed',
  more: 'Here pooling helps: it tolerates a move within its window.',
  less: 'Here pooling does not help: the move crosses the windows’ edges.',
  equal: 'Here pooling makes no difference.',
  halfProblem: (padding: string, size: string, most: string) =>
    `A padding of ${padding} is more than half the window of ${size}: some windows would be nothing but padding. Use at most ${most}. The last valid result stays.`,
  sizeProblem: (text: string, least: string, most: string) =>
    `A window of “${text}” won’t do; use a whole number from ${least} to ${most}. The last valid result stays.`,
};
