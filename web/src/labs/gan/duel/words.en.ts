import type { Part } from './duel.svelte';

const parts: Record<Part, { name: string; says: string }> = {
  noise: {
    name: 'Noise',
    says: '64 random numbers are drawn for each fake, and it is asked to be the digit of a real one: the two in a pair always show the same digit.',
  },
  generated: {
    name: 'Fake',
    says: 'The generator, with its current weights, turns each noise vector into a picture of 28 × 28.',
  },
  judged: {
    name: 'Judged',
    says: 'The discriminator gives the real one and the fake one a score each: how real they look. A score alone says nothing; the difference does.',
  },
  compared: {
    name: 'Difference',
    says: 'd is how far the real one is ahead of the fake. Above zero the discriminator got the pair right; below, it was fooled.',
  },
  losses: {
    name: 'Losses',
    says: 'The same d costs one what it saves the other: the discriminator pays softplus(−d), the generator softplus(d). The mean over all pairs is the loss of each.',
  },
  weights: {
    name: 'Weights',
    says: 'Each network moves its own weights, and only those, so that its loss falls. Here both step at once; other descriptions have them take turns.',
  },
  after: {
    name: 'After',
    says: 'The same noise and the same real digits again, with the weights after the step.',
  },
};

export const duel = {
  lead: 'The whole training, from the first step to the last. The same 64 noise vectors at every moment: what the generator made of them, and who was ahead.',
  loading: 'Fetching the duel…',
  failed: 'The duel did not load',
  stepFailed: 'The recorded step did not load',
  weightsFailed: 'The networks of this moment did not load',
  unknown: (asked: string, step: string) =>
    `The address asked for the moment after ${asked} steps, which was not kept. This is the nearest: ${step}.`,

  timeline: 'Moments of the training',
  play: 'Play',
  pause: 'Pause',
  back: 'The moment before',
  forward: 'The next moment',
  speed: 'Speed',
  speedOf: (speed: string) => `${speed} moments a second`,
  position: (index: string, count: string) => `moment ${index} of ${count}`,
  steps: (steps: string) => `after ${steps} steps`,
  start: 'before the first step',
  stepCount: (steps: string) => (steps === '1' ? '1 step' : `${steps} steps`),

  sheet: (step: string) =>
    `What the generator makes of 64 noise vectors, ${step}. Arrow keys choose one of them.`,
  sheetCaption: '64 noise vectors, always the same, eight in a row. Choose one to follow it.',

  generator: 'Generator',
  discriminator: 'Discriminator',
  generatorLoss: 'Generator’s loss',
  discriminatorLoss: 'Discriminator’s loss',
  fooled: 'Fooled',
  fooledOf: (share: string) => `${share} of pairs`,
  meanOf: (from: string, to: string) => `Means of steps ${from} to ${to}.`,
  realness: (real: string, generated: string) =>
    `On average, this moment’s discriminator says ${real} real for digits that neither network has seen, and ${generated} for generated ones.`,

  losses: 'Both losses',
  definitions: {
    generator: 'For the Generator: the loss tells how well it managed to fool the Discriminator.',
    discriminator:
      'For the Discriminator: the loss tells how well it managed to identify the real and the fake data.',
  },
  lower: (undecided: string) =>
    `A low loss is good for its owner. At ${undecided} (ln 2) neither has the upper hand: the discriminator can’t tell real from fake.`,
  undecided: 'ln 2',
  lossesLabel: (step: string, generator: string, discriminator: string) =>
    `Losses over the steps. ${step}: generator ${generator}, discriminator ${discriminator}.`,
  fooledTitle: 'How often the discriminator is fooled',
  fooledNote: 'At 50% it can’t tell: it might as well toss a coin.',
  coin: 'coin',
  fooledLabel: (step: string, share: string) =>
    `Share of pairs in which the discriminator is fooled, over the steps. ${step}: ${share}.`,
  steepness: 'How steep the discriminator is',
  steepnessNote:
    'How much the score changes when the picture changes a little (mean of the squared slope). The discriminator pays for that too, so that the generator finds a way to improve.',
  steepnessLabel: (step: string, real: string, generated: string) =>
    `Steepness of the score over the steps. ${step}: at real digits ${real}, at generated ones ${generated}.`,
  onReal: 'at real digits',
  onGenerated: 'at generated ones',
  axis: 'Axis of the steps',
  axes: { log: 'logarithmic', linear: 'linear' },
  axisUnit: 'training steps',

  strip: (digit: string) => `${/^8/.test(digit) ? 'An' : 'A'} ${digit}, from beginning to end`,
  stripLead: (number: string) =>
    `Noise vector no. ${number} at every moment: its 64 numbers stay the same; the generator’s weights change.`,
  frame: (step: string) => `Go to the moment: ${step}`,
  enlarged: (digit: string, step: string) => `A generated ${digit}, ${step}, enlarged`,
  noiseOf: 'The noise’s 64 numbers: orange above zero, blue below',
  openNoise: 'Open in the noise laboratory',

  slowMotion: 'One step in slow motion',
  slowLead: (step: string) =>
    `Step ${step}, for real: these numbers were recorded during training.`,
  recordedBefore: (steps: string) =>
    `No step was recorded at this moment; this one is from the moment ${steps}.`,
  slowHelp: 'Space or → goes on, ← goes back.',
  parts,
  partOf: (number: string, count: string, name: string) => `${number} of ${count}: ${name}`,
  partNavigation: 'Parts of the step',
  next: 'Next',
  previous: 'Back',
  replay: 'Start over',
  stepLoading: 'Fetching the recorded step…',
  shownOf: (shown: string, count: string) => `${shown} of the step’s ${count} pairs`,

  diagram: (part: string) => `Diagram of the step. Lit: ${part}.`,
  noise: 'noise',
  fake: 'fake',
  real: 'real',
  score: 'score',
  pair: (digit: string, number: string) => `Pair ${number}, digit ${digit}`,
  rows: {
    wanted: 'digit',
    noise: 'noise',
    fake: 'fake',
    real: 'real',
    realScore: 'real’s score',
    fakeScore: 'fake’s score',
    ahead: 'd',
    discriminatorLoss: 'softplus(−d)',
    generatorLoss: 'softplus(d)',
  },
  fooledPair: 'fooled',

  wished: (digit: string) => `The digit asked for is ${digit}. The first numbers of the noise:`,
  andMore: (count: string) => `and ${count} more`,
  made: (digit: string, pixels: string) =>
    `From 64 numbers and the digit asked for (${digit}) come ${pixels} pixels.`,
  scores: (digit: string, real: string, fake: string) =>
    `As digit ${digit}: the real one gets ${real}, the fake ${fake}.`,
  aheadSum: 'real’s score − fake’s score',
  rightPair: 'The real one is ahead: the discriminator got this pair right.',
  wrongPair: 'The fake is ahead: in this pair the discriminator was fooled.',
  discriminatorPays: 'The discriminator pays',
  generatorPays: 'The generator pays',
  wholeBatch: (count: string) => `Mean over the ${count} pairs`,
  listedPairs: (count: string) => `the ${count} pairs above`,
  otherPairs: (count: string) => `the other ${count}`,
  total: 'sum',
  lossIs: 'loss',
  fooledPairs: (count: string, all: string) =>
    `In ${count} of ${all} pairs the fake got the higher score.`,

  byItsLoss: 'Moves by the generator’s loss, and by nothing else.',
  byItsLossAndPenalty: 'Moves by its own loss, and by the price of steepness.',
  weightsTable: (network: string) => `What the step does to the weights: ${network}`,
  tensor: 'weights',
  gradient: 'gradient',
  moved: 'change',
  fromZero: 'were zero',
  movedNote:
    'Size of the gradient, and how much the weights changed compared with their own size. They don’t go together: Adam divides each gradient by its usual size.',
  rate: (rate: string) => `Learning rate: ${rate}.`,
  cancels:
    'Gradient zero: this bias adds to both scores of a pair, and vanishes in the difference.',
  across:
    'The generator’s gradient comes through the discriminator, which says in which direction each pixel would look more real.',

  before: 'before',
  afterwards: 'after',
  change: 'changed',
  gained: {
    generator: 'In this step the generator gained: its loss fell and the discriminator’s rose.',
    discriminator: 'In this step the discriminator gained: its loss fell and the generator’s rose.',
    both: 'In this step both losses fell.',
    neither: 'In this step both losses rose or stayed where they were.',
  },
  gainedNote:
    'Each moved against the other as it was. What one step gives, the next may take: it is a duel, not a descent.',

  tryTitle: 'This moment’s networks',
  tryLead:
    'Ask this moment’s generator for a digit, and show your drawing to this moment’s discriminator.',
  tryBefore: (steps: string) =>
    `No weights were kept at this moment; these networks are from the moment ${steps}.`,
  tryLoad: (megabytes: string) => `Load the networks (${megabytes} MB)`,
  tryLoading: 'Loading this moment’s networks…',
  draw: 'Draw noise',
  wish: 'Which digit?',
  madeNow: (digit: string) => `Digit ${digit}, made just now from your noise`,
  thenReal: (share: string) => `This moment’s discriminator: ${share} real.`,
  noDrawing: 'Draw a digit for it to judge.',
  judgeAs: 'Judge as',
};
