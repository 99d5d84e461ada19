export const depth = {
  title: 'Why deep?',
  lead: 'A layer of two ReLU units folds the line from 0 to 1 like paper: up to 1 and down again. Each further layer folds what the one before it folded.',
  layers: 'Layers',
  plot: (layers: string, pieces: string) =>
    `What the network draws with ${layers}: ${pieces} straight pieces.`,
  count: (count: string) => (count === '1' ? '1 layer' : `${count} layers`),
  pieces: 'straight pieces',
  deep: 'units, in layers',
  flat: 'units, if there were only one layer',
  formula: 'layer: y = 2 · ReLU(x) − 4 · ReLU(x − ½)',
  point: 'input x',
  through: 'What each layer makes of it',
  why: 'Units add up, pieces double: that is what depth buys. These weights were written by hand; how a network finds its own is another story: training.',
  source: 'Telgarsky, COLT 2016 · Montúfar et al., NIPS 2014',
};

export const neuron = {
  title: 'A neuron to set by hand',
  lead: 'Two inputs, two weights, a bias. Orange is where the sum is more than 0 and the neuron says yes; blue, where it says no. The border is always a straight line.',
  knobs: {
    first: 'weight w₁',
    second: 'weight w₂',
    bias: 'bias b',
    x: 'input x₁',
    y: 'input x₂',
  },
  task: 'What it should say',
  tasks: { and: 'AND', or: 'OR', xor: 'exclusive OR' },
  taskText: {
    and: 'Yes only where both inputs are 1.',
    or: 'Yes where at least one input is 1.',
    xor: 'Yes where exactly one input is 1.',
  },
  right: (count: string) => `${count} of the 4 corners right`,
  line: 'No straight line separates these four corners: one neuron gets three right at most.',
  layer: 'Put two neurons before it',
  single: 'Back to a single neuron',
  layered:
    'Now there are three, with fixed weights. The first two fold the plane with ReLU; the third reads what they let through, and the band in the middle comes apart.',
  hidden: (index: string) => `neuron ${index}`,
  output: 'neuron 3',
  plane:
    'The plane of both inputs, from 0 to 1 between the marked corners. Point, drag or use the arrow keys to choose the inputs.',
  sum: 'The sum, at this point',
  yes: 'yes',
  no: 'no',
  corner: (inputs: string, wanted: string, isRight: string) =>
    `${inputs}: should be ${wanted}, ${isRight}`,
  isRight: 'is right',
  isWrong: 'is wrong',
};

export const vision = {
  title: 'Your drawing, read by a CNN',
  lead: 'It is the network of chapter 04, running in your browser.',
  practice: 'Open every number of it in chapter 04',
};

export const patchwork = {
  title: 'Generating without learning',
  lead: 'This is not a network but a lottery. Each piece of the new picture is cut from one of the ten examples below.',
  examples: 'The examples, from MNIST',
  pieces: 'Pieces of',
  again: 'Draw again',
  made: (size: string) => `Eight new pictures, in pieces of ${size}`,
  copies: 'A single piece: each picture is a copy of an example. Perfect, and nothing new.',
  between: (size: string) =>
    `Pieces of ${size}: each is real, but none knows its neighbour, and the strokes do not meet.`,
  noise:
    'Pixel by pixel: each has a value that an example had there, but together they are no digit at all.',
  lesson:
    'Between the copy and the noise lies what a generative network has to learn: which pixels go together. The next station shows one way.',
  failed: 'The examples did not load',
};
