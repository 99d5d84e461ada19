export const manual = {
  title: 'Features made by hand beside learned ones',
  lead: [
    'This is how a digit was read before: somebody decided what to measure, a program measured it, and a linear classifier added the measures up with weights. Here are three such recipes, on the same drawing that the CNN reads. Only the weights were learned, from MNIST’s training images; what to measure was chosen by people.',
  ],
  groups: { hog: 'HOG', zoning: 'Zones', profiles: 'Profiles' },
  about: {
    hog: 'In each cell, how strong the edges are in each direction. The strokes follow the edges; the degrees say which way brightness changes, at right angles to the stroke.',
    zoning: 'How much ink there is in each zone, on average: 0 is none, 1 is full.',
    profiles: 'Bars: the ink of each row and column. Dots: how many strokes it crosses.',
  },
  aboutSaid:
    'Orange speaks for it, blue against; the stronger the colour, or the longer the bar, the more it says in this figure.',
  numbers: (count: string) => `${count} numbers`,
  isOff: 'Switched off: the classifier was trained without these numbers.',
  last: 'Without any features there is nothing to read: switch another one on first.',
  view: 'What the figures show',
  measured: 'What was measured',
  said: 'What it says',
  saidFor: (digit: string) => `What it says of the ${digit}`,
  figure: (group: string) =>
    `${group} over the drawing. The arrow keys move the place whose numbers are below.`,
  yours: 'Your drawing, the same as in chapter 04.',
  example: 'An example from MNIST, until you draw.',
  waiting: 'Fetching the classifiers …',
  failed: (reason: string) => `The classifiers did not come: ${reason}`,
  again: 'Try again',
  saysByHand: (digit: string, share: string) => `By hand: ${digit} (${share}).`,
  saysLearned: (digit: string, share: string) => `The CNN: ${digit} (${share}).`,
  refuses: (digit: string, share: string) =>
    `The CNN sees no digit here (most like a ${digit}, ${share}); the classifiers made by hand never refuse.`,
  answers: 'The percentages of each digit, with features made by hand and with the CNN',
  digit: 'Digit',
  byHand: 'By hand',
  learned: 'The CNN',
  explain: (digit: string) => `Open the score of the ${digit} in the classifier made by hand`,
  scoreTitle: (digit: string) => `Where the score of the ${digit} comes from`,
  scoreHelp:
    'measure × weight = contribution. All added up is the score; the percentages are the softmax of all ten. The bias is the score of an empty sheet. Choose a contribution to see its place.',
  at: (row: string, column: string) => `${row}·${column}`,
  hogFeature: (degrees: string, cell: string, block: string) =>
    `edge ${degrees} ${cell}, block ${block}`,
  zoneFeature: (place: string) => `zone ${place}`,
  profileFeatures: {
    rowInk: (index: string) => `ink of row ${index}`,
    columnInk: (index: string) => `ink of column ${index}`,
    rowStrokes: (index: string) => `strokes in row ${index}`,
    columnStrokes: (index: string) => `strokes in column ${index}`,
  },
  placeTitle: (row: string, column: string) => `At the pixel in row ${row}, column ${column}`,
  what: 'Measure',
  off: 'off',
  edge: (degrees: string) => `HOG, edge ${degrees}`,
  zone: 'Zone, ink',
  profiles: {
    rowInk: 'Row, ink',
    columnInk: 'Column, ink',
    rowStrokes: 'Row, strokes',
    columnStrokes: 'Column, strokes',
  },
  measuredTitle: 'How often each choice is right',
  features: 'Features',
  parameters: 'Weights',
  testImages: (count: string) => `MNIST, ${count} test images`,
  penDigits: (digits: string, writers: string, widths: string) =>
    `${digits} pen digits of ${writers} people, ${widths} widths of pen`,
  honest: (accuracy: string, mistakes: string, network: string) =>
    `On the test images the three recipes together are right in ${accuracy}: that is not little. It is ${mistakes} mistakes, against the CNN’s ${network}. Two whole ways are compared: the CNN has far more weights and was also trained on images varied by program, the classifiers only on MNIST’s.`,
  stale:
    'What was measured is of other weights than these models’: run `make manual-features` to do it again.',
  whose: (cell: string, orientations: string) => [
    `Who designed this? HOG is by Navneet Dalal and Bill Triggs, in 2005, to find pedestrians in photographs; zones and profiles come from optical character recognition and are decades older. Each number was a decision: cells of ${cell} pixels, ${orientations} directions, when a pixel counts as a stroke. For another task all of it is decided again.`,
    'A CNN is given none of that. Filters of its first layer have learned to answer to edges, which HOG measures by decision, because it helped to be right; the layers after it put those measures together into others that nobody designed and that hardly have a name.',
  ],
  sources:
    'Dalal and Triggs, CVPR 2005 · Trier, Jain and Taxt, Pattern Recognition 29 (1996) · HOG as in scikit-image, logistic regression by scikit-learn',
};
