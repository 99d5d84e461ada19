import type { TourFacts } from './words.pt-BR';

export const tour = {
  title: 'Guided tour',
  start: 'Tour',
  next: 'Next',
  back: 'Back',
  close: 'End the tour',
  finish: 'Finish',
  position: (step: string, count: string) => `${step} / ${count}`,
  example: 'The sheet was empty, so it now shows an example. Replace it whenever you like.',
  blankTitle: 'This step needs a drawing',
  blank:
    'This step walks through the numbers of a drawing, and the sheet is empty. Draw a digit, or go back one step and forward again to get an example.',
  steps: {
    draw: () => ({
      title: 'It begins with a drawing',
      text: 'Draw a digit on the sheet, with mouse, finger or pen. The network answers as you draw. The tour locks nothing: try everything.',
    }),
    sees: () => ({
      title: 'What the network sees',
      text: 'The stroke is cropped, scaled without distortion and centred by its mass, as MNIST’s digits were. What is left is 28×28 pixels from 0 to 1. Nothing else enters the network.',
    }),
    window: ({ size, terms, value }: TourFacts) => ({
      title: 'A window, a kernel',
      text: `A window of ${size}×${size} pixels times a learned kernel: ${terms} products, one sum, one bias. Here it gives ${value}, the largest value of this layer on your drawing.`,
    }),
    slide: () => ({
      title: 'The kernel slides',
      text: 'The same arithmetic at every position, always with the same weights. Press Play, or drag the bar, and watch the map on the right fill up.',
    }),
    maps: ({ channels }: TourFacts) => ({
      title: `${channels} kernels, ${channels} maps`,
      text: 'Each kernel looks for something different: an edge, a corner, a slanted stroke. The small square beside a map is the kernel that drew it.',
    }),
    partials: ({ from, terms, value }: TourFacts) => ({
      title: 'Looking at all maps at once',
      text: `This value looks at ${from} maps at once: ${from} partial sums, ${terms} products, and the result ${value}. Open any partial sum to see its products.`,
    }),
    pool: ({ size, value, from, to }: TourFacts) => ({
      title: 'Keeping only the largest',
      text: `From each ${size}×${size} window only the largest value goes on: here, ${value}. Of ${from} values, ${to} are left, and where in its window a value was no longer counts.`,
    }),
    flatten: ({ to, index, value }: TourFacts) => ({
      title: 'All in one row',
      text: `The maps become a vector of ${to} values, one after another. The same ${value} is now at position ${index}. Nothing is computed, only rearranged.`,
    }),
    dense: ({ terms, index, value }: TourFacts) => ({
      title: 'Weighing all of them at once',
      text: `Unit ${index} sums ${terms} values, each with a weight of its own, and arrives at ${value}. Those that weighed most, for and against, are at the top.`,
    }),
    logit: ({ digit, value, terms }: TourFacts) => ({
      title: `The score of ${digit}`,
      text: `One more sum, of ${terms} terms, gives the score of ${digit}: ${value}. Each digit has its own. Follow the largest term until you reach the pixels.`,
    }),
    percent: ({ digit, percent }: TourFacts) => ({
      title: 'From scores to percentages',
      text: `The exponential makes the scores positive; dividing by their sum turns them into percentages: ${digit} gets ${percent}. Move the temperature and watch the certainty change.`,
    }),
    free: () => ({
      title: 'Now it’s your turn',
      text: 'Point at any value, open it and go down to the pixels. And be careful: a letter gets percentages too. The network knows only ten answers.',
    }),
  },
};
