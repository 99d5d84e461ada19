import type { Optimizer } from '../../core/optimizers';
import type { StepPart } from './slowStepAddress';

const parts: Record<StepPart, { name: string; says: string }> = {
  forward: {
    name: 'Forward',
    says: 'The picture goes through the network as it is now. Every layer turns the numbers before it into new ones; the last ten are the scores.',
  },
  loss: {
    name: 'Loss',
    says: 'The scores become shares, and the loss says how wrong they are: minus the logarithm of the share that the right digit got. Being sure and right costs nothing; being sure and wrong costs a lot.',
  },
  backward: {
    name: 'Backward',
    says: 'How much would the loss change if this number were a little larger? For the scores, the answer is the share minus 1 for the right digit, and the share itself for all the others. From there, each layer passes it back to the one before.',
  },
  weight: {
    name: 'One weight',
    says: 'A weight is used in many places. Its gradient is the sum over all of them: what it was multiplied by there, times the gradient that came back to that place. Choose any weight.',
  },
  check: {
    name: 'Check',
    says: 'No need to take it on trust. Push this one weight up and down a tiny bit, run the whole network each time, and see how the loss really changes.',
  },
  update: {
    name: 'Update',
    says: 'The weight moves against its gradient. The optimiser decides how far; these are all its numbers for this weight.',
  },
  after: {
    name: 'Forward again',
    says: 'All weights have moved at once, each by its own rule. The same picture goes through the network they make now: is the loss smaller?',
  },
};

const optimizers: Record<Optimizer, { name: string; says: string }> = {
  sgd: { name: 'SGD', says: 'Straight down the gradient, with no memory.' },
  momentum: {
    name: 'SGD with momentum',
    says: 'b adds up gradients and forgets a tenth of itself at every step: a direction that stays the same gains speed.',
  },
  adam: {
    name: 'Adam',
    says: 'm is a running mean of the gradient, v of its square. Both begin at 0; dividing by 1 − β to the power of the step makes up for that. What is left is about ±1 times the learning rate, whatever the gradient’s size.',
  },
  adamw: {
    name: 'AdamW',
    says: 'Adam, and in addition every weight loses a small share of itself at each step.',
  },
};

export const slowStep = {
  title: 'One step, slowly',
  lead: 'One picture, one step of training, and every number in it: how a loss finds its way back to a weight, and what moves. Everything is worked out here on the page, with the same arithmetic as PyTorch.',
  loading: 'Working the step out…',
  failed: 'The step could not be worked out',
  picture: 'The picture',
  noPicture: 'Nothing is drawn yet, so this is an example. Draw, or take another.',
  label: 'It should be read as',
  labelRead: (digit: string) => `The page reads it as ${digit}.`,
  start: 'The weights',
  untrained: 'Before any training',
  trained: 'The trained ones',
  otherWeights: 'Other random weights',
  untrainedNote: (seed: string) =>
    `Drawn at random (seed ${seed}), uniformly, as PyTorch does: everything is still to be learnt, so gradients are large.`,
  trainedNote:
    'Those of the page’s network. If it reads the picture right, there is little left to learn and gradients are tiny: ask for another digit and see them grow.',
  made: (count: string) => `Steps taken: ${count}`,
  restart: 'Start again',

  parts,
  navigation: 'Parts of the step',
  previous: 'Previous',
  next: 'Next',
  play: 'Play',
  pause: 'Pause',
  replay: 'From the start',
  help: 'Space or → goes on, ← goes back.',
  partOf: (index: string, count: string, name: string) => `${index} of ${count}: ${name}`,

  numbers: 'Numbers, forwards →',
  slopes: 'Gradients, ← backwards',
  numbersOf: (name: string) => `Numbers of ${name}`,
  slopesOf: (name: string) => `Gradients at ${name}`,
  upTo: (most: string) => `up to ${most}`,
  around: (most: string) => `±${most}`,
  reading: (name: string, place: string, value: string) => `${name}, ${place}: ${value}`,
  readingSlope: (slope: string) => `, gradient ${slope}`,
  mapsHelp: 'Point at a cell, or move with the arrow keys, to read it.',
  picturePixels: 'picture',

  digit: 'digit',
  score: 'score z',
  share: 'share p',
  wanted: 'wanted y',
  slope: 'p − y',
  sum: 'sum',
  lossIs: 'loss',
  lossFormula: (digit: string) => `−log p(${digit})`,
  scoresNote:
    'p − y is already the gradient of the loss with respect to each score: the right digit’s should go up, all the others should go down.',

  tensor: 'Tensor',
  kernelChoice: 'Kernel',
  unitChoice: 'Unit',
  shows: { gradients: 'Gradients', weights: 'Weights' },
  kernel: (index: string) => `kernel ${index}`,
  over: (index: string) => `over map ${index}`,
  unit: (index: string) => `unit ${index}`,
  input: (index: string) => `input ${index}`,
  map: (index: string) => `map ${index}`,
  cell: (row: string, column: string) => `row ${row}, column ${column}`,
  pick: 'Click a cell, or move with the arrow keys and press Enter.',
  largest: 'Largest gradients here',
  chosen: 'Chosen',
  weightIs: 'weight',
  gradientIs: 'gradient',
  kernelCells: 'The kernel’s weights',

  sumTitle: 'Where its gradient comes from',
  usedAt: (count: string) =>
    `Used in ${count} places: the sum of ${count} products, what it met × the gradient that came back there.`,
  usedOnce: 'Used in one place: one product, what it met × the gradient that came back there.',
  usedBias: (count: string) =>
    `Added in ${count} places as it is, times 1: its gradient is the sum of what came back to them.`,
  factorsBack: 'weight or choice on the way × gradient after it',
  others: (count: string) => `the other ${count} sum to`,
  listed: (count: string) => `${count} listed`,
  gradient: 'gradient',
  dead: 'Nothing comes back to this weight. Every place where it was used was shut by a ReLU, lost in a pooling window or met a 0: this picture teaches it nothing.',
  cameBack: 'Gradient that came back',
  met: 'What it met',
  product: 'Product',
  openTerm: 'Open a line to see where its gradient came from.',
  trail: 'Way back',
  trailAt: (name: string, place: string) => `${name}, ${place}`,
  fromLoss: (share: string, wanted: string, slope: string) =>
    `This is a score: its gradient comes from the loss itself, p − y = ${share} − ${wanted} = ${slope}.`,

  epsilon: 'Push by ε =',
  up: 'L(w + ε)',
  down: 'L(w − ε)',
  difference: '(L(w + ε) − L(w − ε)) / 2ε',
  chain: 'by the chain rule',
  apart: 'apart by',
  checkNote:
    'Both are in double precision. With a large ε the loss curves in between; with a tiny one hardly a digit of the difference is left.',
  checking: 'Running the network twice…',

  optimizer: 'Optimiser',
  rate: 'Learning rate',
  optimizers,
  settingsNote: 'Another optimiser or rate starts again from the first step.',
  step: 'step',
  weightNow: 'weight w',
  gradientNow: 'gradient g',
  stepOf: (count: string) => `Step ${count}`,
  history: 'This weight, step by step',
  formula: 'formula',
  value: 'value',
  muon: 'This repository trains with Muon by default: it takes the direction of a whole matrix of gradients and makes it move equally far every way, so one weight’s step depends on all the others in its matrix.',

  before: 'before',
  afterwards: 'after',
  change: 'change',
  fell: (change: string) => `The loss falls by ${change}.`,
  rose: (change: string) =>
    `The loss rises by ${change}: the step was too long. Try a smaller learning rate.`,
  lost: 'The numbers have blown up: this learning rate is far too high.',
  same: 'The loss stays as it is, to the digits shown.',
  apply: 'Take this step, and work out the next',
  most: (count: string) => `${count} steps have been taken. Start again to take others.`,
  losses: 'The loss, step by step',
  beforeFirst: 'at first',
  afterStep: (count: string) => `after step ${count}`,
  nextStep: (count: string) => `after step ${count}, if taken`,
  noNumber: 'no number',
};
