export const cost = {
  title: 'The cost of an image',
  presets: 'Known sizes',
  presetNames: {
    mnist: 'MNIST',
    imagenet: '224 × 224',
    fullHd: 'Full HD',
    '4k': '4K',
    '8k': '8K',
  },
  own: (size: string) => `Your picture (${size})`,
  example: (size: string) => `The picture above (${size})`,
  fields: {
    width: 'Width',
    height: 'Height',
    channels: 'Channels',
    kernelSize: 'Kernel side',
    outChannels: 'Output maps',
  },
  problem: {
    empty: (field: string) => `${field} is empty: type a whole number, 1 or more.`,
    notWhole: (field: string, text: string) =>
      `${field} = “${text}” is not a whole number: type digits only, such as 224.`,
    tooSmall: (field: string, text: string) => `${field} = ${text} is too small: the minimum is 1.`,
    tooLarge: (field: string, text: string, most: string) =>
      `${field} = ${text} is too large: the maximum here is ${most}.`,
    largerThanPicture: (field: string, text: string, most: string) =>
      `${field} = ${text} does not fit the picture: use at most ${most}, or make the picture larger.`,
  },
  kept: 'The last valid result stays below.',
  rows: {
    perChannel: 'Values per channel',
    values: 'Values',
    floatBytes: 'Memory',
    convParameters: 'Weights of the convolution',
    convMultiplications: 'Multiplications of the convolution',
    denseParameters: 'Weights of the dense layer',
    denseMultiplications: 'Multiplications of the dense layer',
  },
  memory: (bytes: string, floats: string) =>
    `${bytes} with one byte per value; ${floats} with four, as the network computes`,
  weightsBytes: (bytes: string) => `its weights alone take ${bytes}`,
  chart: 'On a logarithmic scale: each line is a thousand times the one before',
  chartNote: 'The dots are the other known sizes.',
  sizes: 'The sizes, to the same scale',
  times: (times: string) =>
    `The dense layer does ${times} times the convolution’s multiplications, for the same outputs: a convolution looks at a window and uses the same weights everywhere; a dense layer connects every output to every value, with a weight of its own.`,
  same: 'The kernel covers the whole picture: here convolution and dense layer are the same sum.',
  outputs: (width: string, height: string, maps: string) =>
    `Output: ${width} × ${height} × ${maps} (no padding, stride 1)`,
};
