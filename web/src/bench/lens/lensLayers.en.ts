export const lensLayers = {
  terms: 'Contributions',
  others: (count: string) => `the other ${count} sum to`,
  listed: (count: string) => `the ${count} listed sum to`,
  termsHelp: 'input × weight = contribution. Choose one to open the input.',

  pool: (size: string) =>
    `Of each ${size} window only the largest value goes on. Where in the window it stood is forgotten, and so are the others.`,
  poolWindow: (size: string) => `window of ${size}`,
  poolWinner: 'the largest wins',
  poolLost: (count: string) => `${count} stay behind`,
  poolTie: 'equal values: the first one is taken',
  saves: (before: string, after: string, times: string) =>
    `What it saves: ${before} → ${after} values, ${times} times fewer for the next layer to read.`,
  shiftTitle: 'What survives a shift by one pixel',
  shiftBefore: 'before pooling',
  shiftAfter: 'after pooling',
  shiftHelp: (tolerance: string, active: string) =>
    `The network ran once more on the shifted picture. Of the values above ${tolerance} (a twentieth of the layer's largest) in either run, ${active} after pooling, this share stayed within ${tolerance} of what it was at the same place.`,
  shiftMore: 'Pooling helps here, a little: it tolerates a move inside its window, and no more.',
  shiftLess:
    'Here pooling helps not at all: a move that crosses the window’s edge changes it as well.',
  working: 'the network is running …',

  flatten: (maps: string, height: string, width: string, total: string) =>
    `Nothing is computed here: ${maps} maps of ${height}×${width} are written one after the other, row by row, as one vector of ${total} values.`,
  vector: (size: string) => `Vector = [${size}]`,
  index: 'index',
  channel: 'map',
  row: 'row',
  column: 'column',
  toIndex: 'From the map to the vector',
  fromIndex: 'From the vector to the map',
  division: (a: string, b: string, quotient: string, rest: string) =>
    `${a} ÷ ${b} = ${quotient}, remainder ${rest}`,
  strip: 'The whole vector; the mark is the open value',
  around: 'its neighbours in the vector',
  mapOf: (channel: string) => `map ${channel}`,

  linear: (count: string) =>
    `Each of the ${count} inputs is multiplied by a weight of its own. What is for, what is against, and the bias add up to the value.`,
  weightMaps: (count: string, size: string) =>
    `Its weights as the ${count} maps of ${size} that they are`,
  weights: 'weights',
  contributions: 'contributions',
  weightCell: (channel: string, row: string, column: string) =>
    `map ${channel}, row ${row}, column ${column}`,
  weightHelp: 'Point at a cell, or move with the arrow keys; a click or Enter follows it.',
  legend: (low: string, high: string) => `${low} to ${high}`,

  softmax: (count: string) =>
    `The ${count} logits may be any numbers. exp makes all of them positive and keeps their order; divided by their sum they are shares of one whole.`,
  whyPercent: (accuracy: string) =>
    `Why these are percentages: none is below zero and together they are 100%. The temperature was chosen on images the network had not learned from, so that what it calls 90% is right about nine times in ten; on the test images it is right in ${accuracy}.`,
  whenNot:
    'When not to believe them: a letter or a scribble gets ten percentages too, for there is no eleventh answer.',
  refusedBelow: (threshold: string) =>
    `Below ${threshold} for the best digit the page refuses to answer; a drawing unlike all digits can still come out above it.`,
  asksBelow: 'Whether it is a digit at all is asked below.',
  refusalTitle: 'Is it a digit at all?',
  refusal: (threshold: string) =>
    `Of a digit one logit is large and all others are far below it; of a letter or a scribble several come near each other. So the logits are put in order, whichever digits they are of, and each is multiplied by the weight of its place. Weights and bias were fitted to digits, and to drawings that are no digits, from which the network had not learned. Below ${threshold} the page refuses to answer: that is where one real digit in a hundred lies. What is drawn unlike all of them can still come out above it.`,
  refusalPlace: (place: string, label: string) => `place ${place}: the ${label}`,
  isRefused: (threshold: string) => `below ${threshold}: refused`,
  isAccepted: (threshold: string) => `not below ${threshold}: answered`,
  neverRefuses:
    'When not to believe them: a picture of anything else gets these percentages too, for there is no answer “none of these”, and this network never refuses.',
  temperature: 'Temperature T',
  calibrated: (value: string) => `as calibrated (${value})`,
  temperatureHelp: 'Only here: the percentages of the page stay the calibrated ones.',
  digit: 'digit',
  class: 'class',
  logit: 'logit z',
  scaled: '(z − max) / T',
  exponential: 'exp',
  share: 'share',
  sumRow: 'sum',
  openLogit: (label: string, value: string) => `Open the logit of ${label}: ${value}`,
  quotient: (exponential: string, sum: string) => `${exponential} ÷ ${sum}`,
  sharesOf: (label: string) => `share of ${label}`,

  realness: (count: string) =>
    `The discriminator gives ${count} scores: how real the picture looks, as each digit. A score by itself says nothing: while training it only compares scores of the same digit. The calibration makes each one its own percentage; they share out no whole, and do not add up to 100%.`,
  score: 'score s',
  timesScale: (scale: string) => `× ${scale}`,
  plusOffset: '+ offset',
  realnessSum: '= sum',
  real: 'real',
  realAs: (label: string) => `real, if it is a ${label}`,
  openScore: (label: string, value: string) => `Open the score as ${label}: ${value}`,
  scoreTimes: (score: string, scale: string) => `${score} × ${scale}`,
  offsetOf: (label: string) => `+ offset of ${label}`,
  realnessTotal: '= sum x',
  power: (exponent: string) => `e to the power of ${exponent}`,
  sigmoid: (exponential: string) => `1 ÷ (1 + ${exponential})`,
  whyRealness: (real: string, generated: string) =>
    `Why it is a percentage: scale and offsets were chosen on digits of MNIST that it was not trained on and on as many generated ones, so that what it calls 90% is real about nine times in ten. On average it gives ${real} to real ones and ${generated} to generated ones.`,
  whenNotReal:
    'When not to believe it: it holds for a picture that may as well be MNIST’s as the generator’s. It knows no others; of what is drawn here it only says how much it looks like the ones or the others. And only the row of the digit that the picture shows matters: in training every picture came with its own digit; as another, even 100% says little.',

  picture:
    'Before the network sees it, the drawing is prepared as MNIST prepared its digits. Each step is one picture; below it, what the network would say without that step.',
  pictureWhole:
    'Before the network sees it, the picture is prepared as its training images were. Each step is one picture; below it, what the network would say without that step.',
  stepDrawing: 'the drawing',
  stepCrop: 'crop to the ink',
  stepBox: (side: string) => `box of ${side}×${side}`,
  stepCentre: 'centre of mass',
  stepMiddle: 'into the middle',
  stepResult: (side: string) => `${side}×${side}, from 0 to 1`,
  allSteps: 'all steps',
  without: 'without this step',
  says: (label: string, percent: string) => `${label}: ${percent}`,
  change: (points: string) => `${points} points`,
  original: 'nothing done yet',
  pixelHelp: 'Choose a pixel to see the ink that it was made of.',
  asIs: 'These pixels were given as they are: no step made them, and the network sees them unchanged.',

  pixel: (cells: string) =>
    `This pixel is a weighted mean of the ${cells} points of ink under two triangle filters, one across and one down: near the middle they weigh most. Their weights add up to 1.`,
  pixelOutside:
    'Here no ink was placed: the scaled drawing does not reach this pixel, and it is black.',
  ink: 'ink on the drawing',
  filter: 'weight of each point',
  inkTimesWeight: 'weight × ink',
  pixelSum: (count: string) => `${count} products sum to`,
  times255: '× 255',
  rounded: 'rounded to a grey level',
  by255: '÷ 255',
  inkPoint: (row: string, column: string) => `point ${row}, ${column}`,
  given: 'Grey level as given',
  field: 'What the open number depends on, on the drawing',
};
