import type { judge as ptBR } from './words.pt-BR';

export const judge: typeof ptBR = {
  failed: 'The discriminator did not load',
  loading: 'The networks are being fetched.',

  game: 'Real or generated?',
  gameLead:
    'Digits come by, one at a time: half of them handwritten, from MNIST, which neither network saw in training; half of them made just now by the generator. You say first what you think; then the discriminator says.',
  picture: (digit) => `Digit ${digit}: real or generated?`,
  pictureLabel: (digit) => `The picture to be judged, digit ${digit}`,
  real: 'Real',
  generated: 'Generated',
  keys: 'keys R and G; then Enter',
  next: 'The next one',
  restart: 'Start over',
  open: 'Open in the lens',
  openHelp: 'Puts this picture on the pad below and opens the discriminator’s arithmetic.',
  unknown: 'You first.',
  wasReal: 'It was real: written by hand.',
  wasGenerated: 'It was generated: made of random numbers.',
  you: 'You',
  discriminator: 'Discriminator',
  says: { real: 'real', generated: 'generated' },
  right: 'right',
  wrong: 'wrong',
  score: (digit, score) => `score as ${digit}: ${score}`,
  tally: 'Tally',
  tallyOf: (right, played) => `${right} of ${played}`,
  tallyHelp: 'Whoever guesses blindly has half of them right.',
  spoken: (truth, you, judge) => `${truth} ${you} ${judge}`,
  spokenYou: (isRight) => (isRight ? 'You were right.' : 'You were wrong.'),
  spokenJudge: (percent, isRight) =>
    `The discriminator gave it ${percent} of being real, and was ${isRight ? 'right' : 'wrong'}.`,

  bar: (percent) => `${percent} real`,
  ofReal: (percent) => `mean of real ones: ${percent}`,
  ofGenerated: (percent) => `mean of generated ones: ${percent}`,

  own: 'Your drawing, judged',
  ownLead: 'Draw a digit: with every stroke the discriminator says how real it looks.',
  panel: {
    title: 'Draw',
    hint: 'Draw a digit, and it is judged',
    cameraTitle: 'Photograph a digit',
    cameraHelp: 'A single digit, dark on light paper, inside the frame.',
  },
  share: 'real',
  blank: 'There is no drawing yet.',
  judged: (digit, percent) => `Judged as ${digit}: ${percent} real`,
  judgedAs: 'Judged as',
  asRead: (digit, percent) => `what the detector reads: ${digit}, with ${percent}`,
  asReadBlank: 'what the detector reads',
  choose: (digit, percent) => `Judge it as ${digit}: ${percent} real`,
  chooseBlank: (digit) => `Judge it as ${digit}`,
  meaning:
    'What this means: the chance that the picture is MNIST’s and not the generator’s, if both were equally frequent. That is all it knows: it has seen MNIST’s scanned digits, and the generator’s. Your drawing is neither; made with a mouse or a finger, it may look “generated” though nothing about it is fake. And only the digit that it shows matters: in training every picture came with its own, and as any other the percentage says little.',
  arithmetic: 'Where this percentage comes from',

  inside: 'Inside: it is a CNN',
  insideLead:
    'The discriminator reads the picture as the detector does: kernels, ReLU, a dense layer. In place of pooling, its kernels go by two. Point at a number to see where it comes from, choose it to open its arithmetic, change a weight and see the verdict change.',
};
