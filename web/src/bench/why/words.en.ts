export const why = {
  title: 'Why this answer',
  explained: 'Which digit to explain?',
  digit: (digit: string) => `Explain the ${digit}`,
  isNow: (digit: string, percent: string, logit: string) =>
    `The network gives the ${digit} ${percent}; its logit is ${logit}. Grad-CAM and gradient × input explain that logit; occlusion explains the percentage.`,
  occlusion: 'Occlusion',
  occlusionRange: 'percentage points lost under the square',
  occlusionText: (size: string, runs: string) =>
    `A grey square of ${size}×${size} pixels slides over the drawing, ${runs} runs in all. Orange: the percentage falls when this place is covered; blue: it rises. It can show what the network really misses. It can’t show what two places do together, and no digit contains a grey square.`,
  gradient: 'Gradient × input',
  gradientRange: 'for and against, in logit',
  gradientText:
    'The slope of the logit at each pixel, times its ink. It can show which ink pushes the logit up or down, pixel by pixel. It can’t say anything about empty paper (no ink, always zero), and it holds only for tiny changes: beyond them the network is no longer linear.',
  gradCam: 'Grad-CAM',
  gradCamRange: 'weighted maps, only what speaks for the digit',
  gradCamText: (layer: string) =>
    `The maps of ${layer}, each weighted by its mean slope, added up. It can show where the last convolution sees something that speaks for the digit. It can’t show what speaks against it, nor anything finer than its cells; in the frame around them no window has its centre.`,
  noConvolution: 'This network has no convolution for Grad-CAM to read.',
  outline: 'The outline is the drawing’s.',
  at: (row: string, column: string) => `row ${row}, column ${column}`,
  point: 'Point at a pixel, or focus a map and use the arrows: all three show their value.',
  outside: 'no cell here',
  map: (name: string, digit: string) =>
    `${name} for the ${digit}, over the drawing. Arrows move over the pixels.`,
  points: (value: string) => `${value} pp`,
  counterfactual: 'What would make it a …?',
  counterfactualText: (seconds: string) =>
    `The smallest change in grey levels, among those found in a search of ${seconds} s, that makes the network answer this digit. It shows how close the other answer is, not how a person would draw it.`,
  target: (digit: string) => `What would make it a ${digit}?`,
  original: 'Drawing',
  change: 'Change',
  result: 'Result',
  choose: 'Choose a digit: the search starts at once.',
  searching: (digit: string) => `Looking for a ${digit}…`,
  found: (pixels: string, most: string, distance: string, digit: string, percent: string) =>
    `${pixels} pixels changed, by at most ${most} of 255 grey levels (L2 ${distance}): now a ${digit} with ${percent}.`,
  before: (digit: string, percent: string) => `before: ${digit} with ${percent}`,
  nothingToChange: (digit: string) => `It is already a ${digit}: nothing has to change.`,
  notFound: (digit: string, seconds: string) =>
    `No change into a ${digit} was found in ${seconds} s. That doesn’t prove there is none.`,
  load: 'Put the result on the sheet',
  loading: 'Asking the network…',
  nothing: 'Draw a digit to see here what the answer depends on.',
  moving: 'Waiting for the pen to rest.',
  failed: (message: string) => `It did not work: ${message}`,
  shares: (digit: string, percent: string) => `${digit}: ${percent}`,
};
