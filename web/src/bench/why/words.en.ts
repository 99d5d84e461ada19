export const why = {
  title: 'Why this answer',
  explained: 'Which digit is explained?',
  digit: (digit: string) => `Explain the ${digit}`,
  isNow: (digit: string, percent: string, logit: string) =>
    `The network gives the ${digit} ${percent}; its logit is ${logit}. Grad-CAM and gradient × input explain that logit, the square watches the percentage.`,
  occlusion: 'Occlusion',
  occlusionRange: 'percentage points lost under the square',
  occlusionText: (size: string, runs: string) =>
    `A grey square of ${size}×${size} pixels slides over the drawing, ${runs} runs in all. Orange: where it covers, the percentage falls; blue: it rises. It can tell what the network really misses. It can’t tell what two places do together, and a grey square is something that no digit has.`,
  gradient: 'Gradient × input',
  gradientRange: 'for and against, in logit',
  gradientText:
    'The slope of the logit at each pixel, times its ink. It can tell which ink pushes the logit up or down, pixel by pixel. It can’t speak of empty paper (no ink, always zero), and it holds only for tiny changes: further on the network bends.',
  gradCam: 'Grad-CAM',
  gradCamRange: 'weighted maps, what is for the digit',
  gradCamText: (layer: string) =>
    `The maps of ${layer}, each weighted with its mean slope, added up. It can tell where the last convolution sees something that speaks for the digit. It can’t tell what speaks against it, nor anything finer than its cells; on the frame around them no window has its middle.`,
  noConvolution: 'This network has no convolution for Grad-CAM to read.',
  outline: 'The outline is the drawing’s.',
  at: (row: string, column: string) => `row ${row}, column ${column}`,
  point: 'Point at a pixel, or focus a map and use the arrows: all three say their value.',
  outside: 'no cell here',
  map: (name: string, digit: string) =>
    `${name} for the ${digit}, over the drawing. Arrows move over the pixels.`,
  points: (value: string) => `${value} pp`,
  counterfactual: 'What would make it a …?',
  counterfactualText: (seconds: string) =>
    `The smallest change of grey levels that the search finds within ${seconds} s after which the network gives this digit. It tells how near the other answer lies, not how a person would draw it.`,
  target: (digit: string) => `What would make it a ${digit}?`,
  original: 'Drawing',
  change: 'Change',
  result: 'Result',
  choose: 'Choose a digit: the search starts at once.',
  searching: (digit: string) => `Looking for a ${digit}…`,
  found: (pixels: string, most: string, distance: string, digit: string, percent: string) =>
    `${pixels} pixels changed, the most by ${most} of 255 grey levels (L2 ${distance}): now a ${digit} with ${percent}.`,
  before: (digit: string, percent: string) => `before: ${digit} with ${percent}`,
  nothingToChange: (digit: string) => `It already is a ${digit}: nothing has to change.`,
  notFound: (digit: string, seconds: string) =>
    `No change to a ${digit} was found in ${seconds} s. That doesn’t prove that there is none.`,
  load: 'Put the result on the pad',
  loading: 'The network is being asked…',
  nothing: 'Draw a digit, and here is what its answer hangs on.',
  moving: 'Waiting for the pen to rest.',
  failed: (message: string) => `It did not work: ${message}`,
  shares: (digit: string, percent: string) => `${digit}: ${percent}`,
};
