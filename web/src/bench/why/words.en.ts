import { aDigit } from '../../kit/i18n/aDigit';

export const why = {
  title: 'Why this answer',
  explained: 'Which answer to explain?',
  /** A digit as a sentence names it. What is called `noun` below is one of these, or another class: "a coat". */
  noun: aDigit,
  explain: (noun: string) => `Why ${noun}?`,
  isNow: (noun: string, percent: string, logit: string) =>
    `The network gives ${percent} to ${noun}; its logit is ${logit}. Grad-CAM and gradient × input explain that logit; occlusion explains the percentage.`,
  occlusion: 'Occlusion',
  occlusionRange: 'percentage points lost under the square',
  occlusionText: (size: string, runs: string) =>
    `A grey square of ${size}×${size} pixels slides over the picture, ${runs} runs in all. Orange: the percentage falls when this place is covered; blue: it rises. It can show what the network really misses. It can’t show what two places do together, nor what would be there instead of a grey square.`,
  gradient: 'Gradient × input',
  gradientRange: 'for and against, in logit',
  gradientText:
    'The slope of the logit at each pixel, times the pixel. It can show which pixels push the logit up or down, one by one. It can’t say anything about empty ground (zero there, whatever the slope), and it holds only for tiny changes: beyond them the network is no longer linear.',
  gradCam: 'Grad-CAM',
  gradCamRange: 'weighted maps, only what speaks for it',
  gradCamText: (layer: string, rows: string, columns: string) =>
    `The maps of ${layer}, each weighted by its mean slope, added up. It can show where the last convolution sees something that speaks for this answer. It can’t show what speaks against it, nor anything finer than its ${rows} × ${columns} cells.`,
  gradCamFrame: 'In the frame around them no window has its centre.',
  noConvolution: 'This network has no convolution for Grad-CAM to read.',
  outline: 'The outline is the picture’s.',
  at: (row: string, column: string) => `row ${row}, column ${column}`,
  point: 'Point at a pixel, or focus a map and use the arrows: all three show their value.',
  outside: 'no cell here',
  map: (name: string, noun: string) =>
    `${name} for ${noun}, over the picture. Arrows move over the pixels.`,
  points: (value: string) => `${value} pp`,
  counterfactual: 'What would make it another?',
  counterfactualText: (seconds: string) =>
    `The smallest change in grey levels, among those found in a search of ${seconds} s, that makes the network give this answer. It shows how close the other answer is, not what such a thing really looks like.`,
  target: (noun: string) => `What would make it ${noun}?`,
  original: 'Picture',
  change: 'Change',
  result: 'Result',
  choose: 'Choose an answer: the search starts at once.',
  searching: (noun: string) => `Looking for ${noun}…`,
  found: (pixels: string, most: string, distance: string, noun: string, percent: string) =>
    `${pixels} pixels changed, by at most ${most} of 255 grey levels (L2 ${distance}): now ${noun} with ${percent}.`,
  nothingToChange: (noun: string) => `It is already ${noun}: nothing has to change.`,
  notFound: (noun: string, seconds: string) =>
    `No change into ${noun} was found in ${seconds} s. That doesn’t prove there is none.`,
  load: 'Put the result on the sheet',
  loading: 'Asking the network…',
  nothing: 'Draw or choose a picture to see here what the answer depends on.',
  moving: 'Waiting for the pen to rest.',
  failed: (message: string) => `It did not work: ${message}`,
  shares: (label: string, percent: string) => `${label}: ${percent}`,
};
