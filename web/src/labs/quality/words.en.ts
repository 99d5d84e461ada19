import { aDigit } from '../../kit/i18n/aDigit';

export const quality = {
  title: 'How good the network is, and where it is wrong',
  lead: 'All of this was measured on images that were not used to train the network or to choose anything about it. Every mistake is here: put any of them on the sheet and see what the network makes of it.',
  back: 'Back to the drawing',
  loading: 'Loading the measurements…',
  failed: 'The measurements did not load',
  otherNetwork: (measured: string, here: string) =>
    `Note that this was measured on version ${measured} of the network, with other weights. The one running here is version ${here}.`,
  points: (value: string) => `${value} pp`,

  figures: 'In a few figures',
  test: 'right on MNIST’s test images',
  testNote: (mistakes: string, images: string) => `${mistakes} mistakes in ${images}`,
  pen: 'right on digits written with a pen',
  penNote: (mistakes: string, images: string, drawings: string, pens: string) =>
    `${drawings} digits, each in ${pens} pen widths: ${mistakes} mistakes in ${images}`,
  corrupted: 'right on corrupted test images',
  corruptedNote: (count: string, name: string, share: string) =>
    `mean of MNIST-C’s ${count} corruptions; the worst: ${name}, ${share}`,
  digits8: 'right on digits of 8×8 pixels',
  digits8Note: (mistakes: string, images: string) =>
    `load_digits, another population: ${mistakes} mistakes in ${images}`,
  calibration: 'between how sure it says it is and how often it is right',
  calibrationNote: (pen: string) =>
    `calibration error (ECE) on the test images; on pen digits, ${pen}`,
  refused: 'of the test digits wrongly refused',
  refusedNote: (pen: string) => `of those written with a pen, ${pen}`,
  letters: 'of pen letters refused, as they should be',
  lettersNote: (share: string) => `the others, ${share}, are read as digits`,
  others: (name: string) => `of ${name} refused, as it should be`,
  othersNote: (images: string) => `${images} images that are not digits`,

  mistakes: 'Every mistake',
  mistakesText: (mistakes: string, images: string, share: string) =>
    `Of ${images} test images, the network reads ${mistakes} differently from their label: ${share}. Each row of the table is a label, each column an answer. Choose a cell, a row or a column to see only its mistakes.`,
  ceiling: (known: string, mistaken: string, agreed: string, rest: string, ceiling: string) =>
    `The ceiling: ${known} labels of the test set are known to be doubtful, because fewer than three of five people confirmed them (Northcutt et al., 2021). ${mistaken} of them are among these mistakes, and in ${agreed} the network reads what people read; without them, ${rest} mistakes remain. Even an attentive person would not get far beyond ${ceiling}.`,
  confusion: 'Label (rows) and the network’s answer (columns)',
  corner: 'label \\ answer',
  all: (count: string) => `All (${count})`,
  known: (count: string) => `Doubtful labels (${count})`,
  cellFilter: (label: string, readAs: string, count: string) => `${label} → ${readAs} (${count})`,
  rowFilter: (label: string, count: string) => `labelled ${label} (${count})`,
  columnFilter: (readAs: string, count: string) => `read as ${readAs} (${count})`,
  none: 'No mistakes here.',
  order: 'From the surest answer to the least sure. The arrow keys move between the images.',
  mistake: (label: string, readAs: string, percent: string) =>
    `Labelled ${label}, read as ${readAs} with ${percent}`,
  mistakeKnown: (mistake: string) => `${mistake}; doubtful label`,
  mark: 'doubtful label',

  image: (index: string) => `Image ${index}`,
  label: 'label',
  readAs: 'network',
  isKnown:
    'The label of this image is known to be doubtful: fewer than three of five people confirmed it.',
  peopleRead: (digit: string) => `Most read ${aDigit(digit)}.`,
  peopleDisagree: 'People do not agree on what it is.',
  whatItSays: 'What the network says about this image',
  bring: 'Put it on the sheet',
  bringHelp: 'The sheet gets these 28×28 pixels, and the network answers there, layer by layer.',
  previous: 'Previous mistake',
  next: 'Next mistake',
  place: (at: string, count: string) => `${at} of ${count}`,

  reliability: 'Can the percentage be trusted?',
  reliabilityText:
    'When the network says 80%, it should be right 80 times in 100: on the diagonal it says exactly what it knows; below it, it is too sure; above, not sure enough. Each dot gathers the answers of one tenth of the scale; the vertical line shows where the true share lies, with 95% confidence.',
  few: (few: string, surest: string) =>
    `Hollow dots have fewer than ${few} images and say little. The last tenth holds ${surest} of the test images.`,
  reliabilityChart: 'Share right by stated certainty, in tenths',
  confidence: 'stated certainty',
  accuracy: 'right',
  bin: (from: string, to: string) => `${from} to ${to}`,
  binRow: 'range',
  images: 'images',
  clean: 'test images',
  byPen: 'pen digits',
  interval: (low: string, high: string) => `${low} to ${high}`,
  intervalHead: 'right, with 95% confidence',

  curves: 'How much it can take',
  curvesText:
    'The test images, changed more and more, go into the network as they are. On the sheet it does better than this: the preparation crops the drawing, fits its size and centres it by its mass before the network sees it, which undoes shift and scale.',
  curve: {
    shifted: 'Shifted',
    scaled: 'Larger and smaller',
    rotated: 'Turned',
    thickened: 'With thinner and thicker strokes',
  } as Record<string, string>,
  unit: {
    shifted: 'pixels, in one of four directions',
    scaled: 'times the size',
    rotated: 'degrees, either way',
    thickened: 'pixels added to the stroke',
  } as Record<string, string>,
  curveLabel: (name: string, points: string) => `${name}: right ${points}`,
  curvePoint: (value: string, share: string) => `${share} at ${value}`,
  percentRight: '% right',

  corruptions: 'Fifteen ways to spoil an image',
  corruptionsText: (mean: string, clean: string) =>
    `MNIST-C’s corruptions (Mu and Gilmer, 2019), reimplemented from the paper, on the test images. Bar and number are the share that the network reads wrongly: ${mean} on average; unspoilt, ${clean}.`,
  corruption: {
    shot_noise: 'Few photons',
    impulse_noise: 'Salt and pepper',
    glass_blur: 'Frosted glass',
    motion_blur: 'Motion',
    shear: 'Slant',
    scale: 'Made smaller',
    rotate: 'Turned',
    brightness: 'Brightness',
    translate: 'Shifted',
    stripe: 'Inverted stripes',
    fog: 'Fog',
    spatter: 'Spatter',
    dotted_line: 'Dotted line',
    zigzag: 'Zigzag',
    canny_edges: 'Edges only',
  } as Record<string, string>,
  unspoilt: 'Unspoilt',
  wrong: (share: string) => `${share} wrong`,

  sets: 'All that was measured',
  setsText:
    'The pen digits were written by people who wrote nothing in MNIST; here they are redrawn, stroke by stroke, with pens of several widths (as shares of the sheet). load_digits are images of 8×8 pixels from another collection, enlarged. Scribbles and hatching are drawn by a program, with pens of several widths; with only one turn, many look like a 0 or a 1. For letters, and anything else that is not a digit, what counts is how many of them the network refuses to read; AUROC is the chance that it is surer of a digit than of a non-digit.',
  setsTable: 'Table of all sets',
  set: 'set',
  right2: 'right',
  mistakesHead: 'mistakes',
  meanConfidence: 'mean certainty',
  ece: 'ECE',
  refusedHead: 'digits refused',
  othersHead: 'non-digits',
  othersRefused: 'of these, refused',
  auroc: 'AUROC',
  setTest: 'MNIST, test',
  setPen: (name: string, width: string) => `${name}, pen of ${width}`,
  setAll: (name: string) => `${name}, all pens`,
  setDigits8: 'load_digits (scikit-learn)',
  names: {
    'uji-pen-strokes': 'UJI Pen',
    'fashion-mnist': 'Fashion-MNIST',
    short_scribble: 'scribbles, one turn',
    scribble: 'scribbles, three turns',
    long_scribble: 'scribbles, nine turns',
    hatching: 'hatching',
    several: 'two to four digits at once',
  } as Record<string, string>,

  lettersTitle: 'Letters that pass for digits',
  lettersText:
    'For each letter, written by several people and with each pen: the share that the network refuses and, below it, the digit it reads most often when it does not refuse. An o without context is a zero: the mistake is not always the network’s.',
  letter: (letter: string, share: string, readAs: string | null) =>
    readAs === null
      ? `${letter}: ${share} refused`
      : `${letter}: ${share} refused, otherwise read as ${readAs}`,
};
