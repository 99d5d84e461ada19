export const lens = {
  title: 'Lens',
  network: 'the network',
  close: 'Close the lens',
  up: 'One level up',
  trail: 'The way here',
  code: 'The code',
  codeHelp: 'Point at a line: its layer lights up.',
  nothing: 'Draw a digit, and the arithmetic appears here.',
  nothingElse: 'Draw or choose a picture, and the arithmetic appears here.',
  noLayer:
    'The address asks for a layer that this network does not have; here is the whole network.',
  noPlace: 'The address asks for a place that does not exist; here is the nearest one.',
  why: 'Why this answer?',
  compare: 'Compare two drawings',
  comparePictures: 'Compare two pictures',
  open: 'Open in the lens',
  openLayer: (layer: string) => `Open the layer ${layer} in the lens`,
  follow: 'Follow the largest',
  followHelp: 'Opens the value that weighed most in this sum, and so on down to the pixels.',

  products: (count: string) => `${count} products sum to`,
  partials: (count: string) => `${count} partial sums give`,
  bias: '+ bias',
  before: '= before ReLU',
  total: '= result',
  relu: 'after ReLU',
  reluZero: 'ReLU turns negative values into zero',
  result: 'result',

  input: 'input',
  inputMap: (channel: string) => `input map ${channel}`,
  window: 'window',
  windowPadded: 'window; the padding (0) is pale',
  kernel: 'learned kernel',
  kernelOf: (channel: string) => `kernel for map ${channel}`,
  product: 'products',
  output: 'output',
  outputMap: (channel: string) => `output map ${channel}`,
  partialTitle: 'Partial sums, the largest first',
  partial: (channel: string, value: string) => `map ${channel}: partial sum ${value}`,

  conv: (size: string, channels: string) =>
    `The ${size} kernel slides over the picture. At each position it multiplies the window's ${channels} values by its weights, sums them all, adds the bias, and ReLU turns a negative result into zero.`,
  convMany: (size: string, maps: string, terms: string) =>
    `This kernel looks at all ${maps} input maps at once: ${maps} windows of ${size}, ${terms} products. Each map gives a partial sum; together with the bias, they add up to the value.`,

  layerConv: (kernels: string, size: string, maps: string) =>
    `${kernels} kernels of ${size} slide over the input; each draws one map (${maps}). Choose a map to open one of its values.`,
  layerOther: (shape: string) => `This layer gives ${shape} values. Choose one to open it.`,
  layerLargest: (shape: string, shown: string) =>
    `This layer gives ${shape} values. These are the ${shown} largest, the sign left aside, the largest first. Choose one to open it; the others open in the network above.`,
  kernels: 'Kernels and the maps they draw',
  openMap: (channel: string) => `Open map ${channel}`,
  openUnit: (index: string, value: string) => `Open value ${index}: ${value}`,
};
