import { aDigit } from '../../kit/i18n/aDigit';

export const lensLayers = {
  terms: 'Contributions',
  others: (count: string) => `the other ${count} sum to`,
  listed: (count: string) => `the ${count} listed sum to`,
  termsHelp: 'input × weight = contribution. Choose one to open the input.',

  pool: (size: string) =>
    `From each ${size} window only the largest value goes on. Its place in the window is forgotten, and so are the others.`,
  poolWindow: (size: string) => `window of ${size}`,
  poolWinner: 'the largest wins',
  poolLost: (count: string) => `${count} are dropped`,
  poolTie: 'equal values: the first is taken',
  saves: (before: string, after: string, times: string) =>
    `What it saves: ${before} → ${after} values, ${times} times fewer for the next layer to read.`,
  shiftTitle: 'What survives a shift by one pixel',
  shiftBefore: 'before pooling',
  shiftAfter: 'after pooling',
  shiftHelp: (tolerance: string, active: string) =>
    `The network ran once more on the shifted picture. Of the values above ${tolerance} (a twentieth of the layer's largest) in either run (${active} after pooling), this share stayed within ${tolerance} of what it was at the same place.`,
  shiftMore: 'Pooling helps here, a little: it tolerates a move inside its window, and no more.',
  shiftLess: 'Pooling does not help here: a move across the window’s edge changes the result too.',
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
    `Each of the ${count} inputs is multiplied by a weight of its own. The contributions for and against and the bias add up to the value.`,
  weightMaps: (count: string, size: string) => `Its weights, laid out as ${count} maps of ${size}`,
  weights: 'weights',
  contributions: 'contributions',
  weightCell: (channel: string, row: string, column: string) =>
    `map ${channel}, row ${row}, column ${column}`,
  weightHelp: 'Point at a cell, or move with the arrow keys; click or press Enter to follow it.',
  legend: (low: string, high: string) => `${low} to ${high}`,

  softmax: (count: string) =>
    `The ${count} logits can be any numbers. exp makes them all positive and keeps their order; divided by their sum, they are shares of a whole.`,
  whyPercent: (accuracy: string) =>
    `Why these are percentages: none is below zero and together they make 100%. The temperature was chosen on images the network had not learned from, so that what it calls 90% is right about nine times in ten. It is right on ${accuracy} of the test images.`,
  whenNot:
    'When not to believe them: a letter or a scribble gets ten percentages too, because there is no eleventh answer.',
  refusedBelow: (threshold: string) =>
    `If the best digit gets less than ${threshold}, the page refuses to answer; a drawing unlike any digit can still get more.`,
  asksBelow: 'Whether it is a digit at all is a separate question, below.',
  refusalTitle: 'Is it a digit at all?',
  refusal: (threshold: string) =>
    `For a digit, one logit is large and all the others are far below it; for a letter or a scribble, several are close together. So the logits are sorted, whichever digits they belong to, and each is multiplied by the weight of its place. Weights and bias were fitted to digits and to drawings that are not digits, none of which the network had learned from. Below ${threshold} the page refuses to answer: one real digit in a hundred falls there. A drawing unlike any digit can still get more.`,
  refusalPlace: (place: string, label: string) => `place ${place}: the ${label}`,
  isRefused: (threshold: string) => `below ${threshold}: refused`,
  isAccepted: (threshold: string) => `at least ${threshold}: answered`,
  neverRefuses:
    'When not to believe them: a picture of anything else gets these percentages too, because “none of these” is not among the answers, and this network never refuses.',
  temperature: 'Temperature T',
  calibrated: (value: string) => `as calibrated (${value})`,
  temperatureHelp: 'Only here: everywhere else on the page the percentages stay calibrated.',
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
    `The discriminator gives ${count} scores: how real the picture looks as each digit. A score by itself says nothing: training only compares scores of the same digit. The calibration turns each one into a percentage of its own; they are not shares of a whole and do not add up to 100%.`,
  score: 'score s',
  timesScale: (scale: string) => `× ${scale}`,
  plusOffset: '+ offset',
  realnessSum: '= sum',
  real: 'real',
  realAs: (label: string) => `real, if it is ${aDigit(label)}`,
  openScore: (label: string, value: string) => `Open the score as ${label}: ${value}`,
  scoreTimes: (score: string, scale: string) => `${score} × ${scale}`,
  offsetOf: (label: string) => `+ offset of ${label}`,
  realnessTotal: '= sum x',
  power: (exponent: string) => `e to the power of ${exponent}`,
  sigmoid: (exponential: string) => `1 ÷ (1 + ${exponential})`,
  whyRealness: (real: string, generated: string) =>
    `Why it is a percentage: the scale and offsets were chosen on MNIST digits it was not trained on, and on as many generated ones, so that what it calls 90% is real about nine times in ten. On average it gives ${real} to real ones and ${generated} to generated ones.`,
  whenNotReal:
    'When not to believe it: it holds for a picture that is as likely to be MNIST’s as the generator’s. It knows no others; for a drawing made here, it only says which of the two it looks more like. And only the row of the digit that the picture shows matters: in training every picture came with its own digit; as any other, even 100% says little.',

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
  pixelHelp: 'Choose a pixel to see the ink it was made from.',
  asIs: 'These pixels were given as they are: no step made them, and the network sees them unchanged.',

  pixel: (cells: string) =>
    `This pixel is a weighted mean of the ${cells} points of ink under two triangle filters, one across and one down: points near the middle weigh most. The weights add up to 1.`,
  pixelOutside:
    'There is no ink here: the scaled drawing does not reach this pixel, so it is black.',
  ink: 'ink on the drawing',
  filter: 'weight of each point',
  inkTimesWeight: 'weight × ink',
  pixelSum: (count: string) => `${count} products sum to`,
  times255: '× 255',
  rounded: 'rounded to a grey level',
  by255: '÷ 255',
  inkPoint: (row: string, column: string) => `point ${row}, ${column}`,
  given: 'Grey level as given',
  field: 'The part of the drawing that the open number depends on',
};
