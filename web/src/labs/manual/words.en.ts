export const manual = {
  section: 'Before: by hand',
  intro: [
    'Before CNNs, people decided what to measure in a picture: edges, corners, directions. It was slow manual work, done again for every problem.',
    'A CNN is not given those measures. It learns its filters from examples: change the examples and the filters change, while the code stays the same.',
  ],
  literature:
    'Handcrafted features: Sobel and Feldman 1968, SIFT (Lowe 1999), HOG (Dalal and Triggs 2005).',
  title: 'Handcrafted features beside learned ones',
  lead: [
    'This is how digits used to be read: somebody decided what to measure, a program measured it, and a linear classifier added up the measures, each with its weight. Here are three such recipes, on the same drawing that the CNN reads. Only the weights were learned, from MNIST’s training images; people chose what to measure.',
  ],
  groups: { hog: 'HOG', zoning: 'Zones', profiles: 'Profiles' },
  about: {
    hog: 'In each cell, how strong the edges are in each direction. The strokes follow the edges; the degrees say which way brightness changes, at right angles to the stroke.',
    zoning: 'How much ink there is in each zone, on average: 0 is none, 1 is full.',
    profiles: 'Bars: the ink of each row and column. Dots: how many strokes it crosses.',
  },
  aboutSaid:
    'Orange speaks for the digit, blue against; the stronger the colour, or the longer the bar, the more it counts in this figure.',
  numbers: (count: string) => `${count} numbers`,
  isOff: 'Switched off: the classifier was trained without these numbers.',
  last: 'Without any features there is nothing to read: switch another one on first.',
  view: 'What the figures show',
  measured: 'What was measured',
  said: 'What counted',
  saidFor: (digit: string) => `What counted for the ${digit}`,
  figure: (group: string) =>
    `${group} over the drawing. The arrow keys move the place whose numbers are below.`,
  yours: 'Your drawing, the same as in chapter 04.',
  example: 'An example from MNIST, until you draw.',
  waiting: 'Fetching the classifiers …',
  failed: (reason: string) => `The classifiers did not load: ${reason}`,
  again: 'Try again',
  saysByHand: (digit: string, share: string) => `By hand: ${digit} (${share}).`,
  saysLearned: (digit: string, share: string) => `The CNN: ${digit} (${share}).`,
  refuses: (digit: string, share: string) =>
    `The CNN sees no digit here (the nearest is ${digit}, ${share}); the handcrafted classifiers never refuse.`,
  answers: 'The percentages of each digit, with handcrafted features and with the CNN',
  digit: 'Digit',
  byHand: 'By hand',
  learned: 'The CNN',
  explain: (digit: string) => `Open the score of the ${digit} in the handcrafted classifier`,
  scoreTitle: (digit: string) => `Where the score of the ${digit} comes from`,
  scoreHelp:
    'measure × weight = contribution. They add up to the score; the percentages are the softmax of all ten. The bias is the score of an empty sheet. Choose a contribution to see its place.',
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
    `${digits} pen digits by ${writers} people, ${widths} pen widths`,
  honest: (accuracy: string, mistakes: string, network: string) =>
    `Together, the three recipes are right on ${accuracy} of the test images, and that is not bad. It means ${mistakes} mistakes, against the CNN’s ${network}. The comparison is between two whole approaches: the CNN has far more weights and was also trained on images varied by a program, the classifiers only on MNIST’s.`,
  stale:
    'These measurements were made with weights other than these models’: run `make manual-features` to redo them.',
  whose: (cell: string, orientations: string) => [
    `Who designed this? Navneet Dalal and Bill Triggs designed HOG in 2005, to find pedestrians in photographs; zones and profiles come from optical character recognition and are decades older. Each number was a decision: cells of ${cell} pixels, ${orientations} directions, when a pixel counts as a stroke. For another task, all of it has to be decided again.`,
    'A CNN is given none of that. Filters in its first layer learned to respond to edges, which HOG measures by design, because that helped to get answers right; the layers after it combine those measures into others that nobody designed and that hardly have a name.',
  ],
  sources:
    'Dalal and Triggs, CVPR 2005 · Trier, Jain and Taxt, Pattern Recognition 29 (1996) · HOG as in scikit-image, logistic regression by scikit-learn',
};
