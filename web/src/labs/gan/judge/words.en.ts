import type { judge as ptBR } from './words.pt-BR';

export const judge: typeof ptBR = {
  failed: 'The discriminator did not load',
  loading: 'Loading the networks…',

  game: 'Real or generated?',
  gameLead:
    'Digits appear one at a time: half are handwritten, from MNIST, and neither network saw them in training; half were made just now by the generator. You say what you think first; then the discriminator does.',
  picture: (digit) => `Digit ${digit}: real or generated?`,
  pictureLabel: (digit) => `The picture to judge, digit ${digit}`,
  real: 'Real',
  generated: 'Generated',
  keys: 'keys R and G; then Enter',
  next: 'The next one',
  restart: 'Start over',
  open: 'Open in the lens',
  openHelp: 'Puts this picture on the sheet below and opens the discriminator’s arithmetic.',
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
  tallyHelp: 'Guessing blindly gets half of them right.',
  spoken: (truth, you, judge) => `${truth} ${you} ${judge}`,
  spokenYou: (isRight) => (isRight ? 'You were right.' : 'You were wrong.'),
  spokenJudge: (percent, isRight) =>
    `The discriminator said ${percent} real, and was ${isRight ? 'right' : 'wrong'}.`,

  bar: (percent) => `${percent} real`,
  ofReal: (percent) => `mean of real ones: ${percent}`,
  ofGenerated: (percent) => `mean of generated ones: ${percent}`,

  own: 'Your drawing, judged',
  ownLead: 'Draw a digit: with every stroke the discriminator says how real it looks.',
  panel: {
    title: 'Draw',
    hint: 'Draw a digit to have it judged',
    cameraTitle: 'Photograph a digit',
    cameraHelp: 'A single digit, dark on light paper, inside the frame.',
  },
  share: 'real',
  blank: 'Nothing is drawn yet.',
  judged: (digit, percent) => `Judged as ${digit}: ${percent} real`,
  judgedAs: 'Judged as',
  asRead: (digit, percent) => `what the detector reads: ${digit}, with ${percent}`,
  asReadBlank: 'what the detector reads',
  choose: (digit, percent) => `Judge it as ${digit}: ${percent} real`,
  chooseBlank: (digit) => `Judge it as ${digit}`,
  meaning:
    'What this means: the chance that the picture comes from MNIST and not from the generator, if both were equally frequent. That is all it knows: it has seen MNIST’s scanned digits and the generator’s. Your drawing is neither; made with a mouse or a finger, it may look “generated” although nothing about it is fake. And only the digit that it shows matters: in training every picture came with its own digit, and as any other the percentage says little.',
  arithmetic: 'Where this percentage comes from',

  inside: 'Inside: it is a CNN',
  insideLead:
    'The discriminator reads the picture as the detector does: kernels, ReLU, a dense layer. Instead of pooling, its kernels move in steps of two. Point at a number to see where it comes from, choose it to open its arithmetic, change a weight and see the verdict change. “Why this answer?” and “Compare two drawings” are in chapter 04, of the network that says which digit it is.',
};
