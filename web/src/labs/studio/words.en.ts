import { aDigit } from '../../kit/i18n/aDigit';
import type { SettingName } from './trainingSettings';

const settings: Record<SettingName, { name: string; says: string }> = {
  epochs: { name: 'Epochs', says: 'How many times it goes through all training images.' },
  batch_size: { name: 'Batch', says: 'Images per step: the gradient is their mean.' },
  optimizer: { name: 'Optimiser', says: 'How weights follow their gradients.' },
  learning_rate: {
    name: 'Learning rate',
    says: 'How far a step goes: it rises to this peak, then falls to almost nothing.',
  },
  augment: {
    name: 'Vary the pictures',
    says: 'Turned, slanted, drawn with other pens. Takes half a minute to prepare.',
  },
  limit: { name: 'Training images', says: 'Leave empty for all 54,000.' },
  label_noise: {
    name: 'Wrong labels',
    says: 'Share of the labels replaced by random ones.',
  },
  seed: { name: 'Seed', says: 'Everything random follows from it: the same seed, the same run.' },
};

/** What a recorded run is there to show, by its key. */
const records: Record<string, { name: string; says: string }> = {
  usual: {
    name: 'Usual',
    says: 'Three passes over all 54,000 pictures: 99 of 100 held-out ones right. The others are compared with this run.',
  },
  'high-rate': {
    name: 'Too high a rate',
    says: 'Each step goes two hundred times as far: the weights overshoot, and it ends up guessing, one in ten right.',
  },
  'few-images': {
    name: 'Too few images',
    says: 'It memorises 300 pictures. Of pictures it has not seen it gets one in five wrong, and in the second half it gets no better.',
  },
  'no-augmentation': {
    name: 'Pictures as they are',
    says: '6,000 pictures, always the same: it soon gets all of them right, and 97 of 100 held-out ones. The next run has the same pictures, varied.',
  },
  augmented: {
    name: 'Pictures varied',
    says: 'The same 6,000, turned, slanted and drawn anew each time: it never gets all of them right, and reads held-out ones better, 98 of 100.',
  },
  'shuffled-labels': {
    name: 'Shuffled labels',
    says: 'Every label drawn at random: it memorises all 300 just as well, with nothing to understand. Of held-out pictures it gets one in ten right.',
  },
};

export const studio = {
  title: 'Watch it learn',
  lead: 'The same network, before it knew anything, and how it learned. Its weights move because of a loss, step by step: here you see which ones, and how it reads your drawing at each moment.',
  back: 'Back to the drawing',
  sections: 'Parts of the studio',
  section: { runs: 'Training', step: 'One step, slowly', code: 'The code, line by line' },
  loading: 'Fetching the runs…',
  failed: 'The recorded runs did not load',
  runFailed: 'This run did not load',
  weightsFailed: 'The weights of this moment did not load',
  unknown: (name: string) => `There is no run ${name} here. This is another.`,

  recorded: 'Recorded runs',
  recordedNote: 'Real runs, kept moment by moment: they play without a server.',
  own: 'Runs on this machine',
  none: 'No run yet. Choose settings and press Train.',
  records,
  compare: 'Compare',
  compareNote: (most: string) => `Up to ${most} beside the one shown.`,
  compareRun: (name: string) => `Curves of ${name} beside it`,
  states: {
    running: 'training',
    paused: 'paused',
    finished: 'finished',
    failed: 'failed',
  },
  differs: (name: string, value: string) => `${name} ${value}`,
  asUsual: 'usual settings',
  on: 'yes',
  off: 'no',
  all: 'all',

  noRuns: 'No run yet.',
  noServer:
    'Nothing can be trained on this page as it stands: that needs the local server. With Python: pip install "esmiuca[train]", then esmiuca serve. The recorded runs are real ones.',
  unable:
    'Training on this machine needs PyTorch, which is not installed. The recorded runs are real ones, and play without it. To train here, stop the server with Ctrl-C and run:',
  unableAgain: 'Then start the server again.',
  misread:
    'This page is not the one that the server has now, so nothing can be trained. Reload it.',
  noToken:
    'To train here, open this page once at the address with ?token= that the server printed in its terminal; all else works without it.',
  lost: 'The server does not answer. The last checkpoint is on its disk; this page keeps trying.',
  train: 'Train',
  newRun: 'A new run',
  busy: (name: string) => `${name} is training; only one can train at a time.`,
  settings,
  hint: 'Point at a setting to see what it does.',
  range: (least: string, most: string) => `From ${least} to ${most}.`,
  badNumber: (name: string, value: string, least: string, most: string) =>
    `${name} = ${value} is out of range; give a number from ${least} to ${most}.`,
  presets: 'Start from settings that show something',
  optimizers: { muon: 'Muon', adamw: 'AdamW', sgd: 'SGD with momentum' } as Record<string, string>,

  pause: 'Pause',
  resume: 'Resume',
  delete: 'Delete',
  deleteAsk: (name: string) => `Delete ${name} and its weights? You can undo it for a day.`,
  keepRun: 'Keep it',
  deleted: (name: string) => `${name} is deleted.`,
  deletedBefore: 'Deleted before',
  undo: 'Undo',
  undoDeleting: (name: string) => `Undo: bring ${name} back`,
  rounded: (layers: string, pictures: string, share: string) =>
    `A real run, recorded. To keep the download small, weights of ${layers} are rounded: of ${pictures} held-out pictures, at least ${share} are read at each moment as the exact weights read them.`,
  command: 'The same run in a shell',
  torchrun: 'The same run in two processes, here or on several machines',
  copy: 'Copy',
  copied: 'Copied',
  take: 'Use it on the bench',
  taken: 'On the bench',
  download: 'Download',
  safetensors: 'safetensors',
  onnx: 'ONNX',
  noCheckpoint: 'Its first checkpoint comes at the end of the first epoch.',

  timeline: 'Moments of the training',
  play: 'Play',
  pausePlaying: 'Pause',
  backOne: 'The moment before',
  forwardOne: 'The next moment',
  newest: 'Newest',
  speed: 'Speed',
  speedOf: (speed: string) => `${speed} moments a second`,
  afterSteps: (step: string) => `after ${step} steps`,
  beforeFirst: 'before the first step',
  position: (index: string, count: string) => `moment ${index} of ${count}`,

  progress: (epoch: string, epochs: string) => `epoch ${epoch} of ${epochs}`,
  speedNow: (rate: string) => `${rate} images/s`,
  timeLeft: (time: string) => `${time} left`,
  minutes: (minutes: string, seconds: string) => `${minutes} min ${seconds} s`,
  seconds: (seconds: string) => `${seconds} s`,
  preparing: 'Preparing the pictures…',
  waiting: 'Waiting for the first numbers…',
  testResult: (share: string, images: string) =>
    `${share} of the ${images} test images right, measured once at the end.`,
  wentWrong: 'The loss is no longer a number: the run has failed.',

  loss: 'Loss',
  lossNote:
    'Mean of −log of the share that the right digit got; on the training pictures, over the epoch so far. With several runs, only the training curves are shown.',
  accuracy: 'Right',
  accuracyNote: (images: string) =>
    `On ${images} held-out pictures; for a single run, also on the training pictures.`,
  trained: 'training',
  held: 'held out',
  axis: 'steps',
  chart: (what: string, where: string, value: string) => `${what} ${where}: ${value}`,
  chance: 'guessing',
  key: 'Runs in the curves',

  lossTable: 'The loss as a table',
  accuracyTable: 'Right answers as a table',

  kernels: 'The 32 kernels of conv1',
  kernelsNote: 'Blue below zero, orange above, each on the scale of its largest weight.',
  kernel: (index: string, most: string) => `Kernel ${index}, largest weight ${most}`,
  histograms: 'Weights and gradients',
  histogramsNote: 'How many fall where between minus and plus the largest, layer by layer.',
  weights: 'weights',
  gradients: 'gradients',
  histogram: (layer: string, what: string, edge: string) =>
    `${layer}, ${what}: from −${edge} to ${edge}`,
  noGradients: 'no gradient yet',
  biases: 'Biases too',
  confusion: 'What it confuses with what',
  confusionCaption: (images: string) =>
    `Digit (rows) and answer (columns) of ${images} held-out pictures, at this moment.`,
  mistakes: 'What it gets wrong now',
  mistakesNote: (shown: string, all: string) => `${shown} of ${all}.`,
  noMistakes: 'None of these pictures.',
  mistake: (label: string, read: string) => `${aDigit(label)}, read as ${read}`,

  yours: 'Your drawing, read by the network of this moment',
  yoursNote:
    'These percentages are not calibrated and nothing is refused: that was fitted only to the shipped network.',
  network: 'The network of this moment',
  networkNote: 'Every number opens, with the weights of that moment.',

  onBench: (name: string, step: string) =>
    `On the bench: the network of ${name}${step}, not the shipped one.`,
  shipped: 'Back to the shipped network',
  toStudio: 'To the studio',
  benchFailed: 'The run’s network did not load, so the shipped one is on the bench.',
};
