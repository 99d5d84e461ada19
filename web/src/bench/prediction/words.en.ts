import { aDigit } from '../../kit/i18n/aDigit';

export const prediction = {
  title: 'What the network says',
  sentence: (digit: string, percent: string) => `It is ${aDigit(digit)}, with ${percent} certainty`,
  unlike: (share: string, least: string, digit: string) =>
    `Like a digit: ${share} (at least ${least} needed); the nearest is ${digit}`,
  unsure: (digit: string, percent: string) => `The nearest would be ${digit}, with ${percent}`,
  refused: 'Doesn’t look like a digit',
  nothing: 'nothing drawn',
  blankSentence: 'Draw a digit, and the percentages appear here.',
  loading: 'Loading the network…',
  bar: (digit: string) => `Probability of ${digit}`,
  number: (count: number, shown: string, digits: string) =>
    `You drew ${shown} ${count === 1 ? 'digit' : 'digits'}: ${digits}`,
  all: (percent: string) => `All of it right: ${percent}.`,
  correct: 'Correct the cut',
  split: 'Split it in two',
  splitHelp: 'The marked digit is really two',
  join: 'Join with the next',
  joinHelp: 'The marked digit and the next are one',
  which: 'Bars and network: the marked digit.',
  digits: 'The digits drawn',
  place: (place: string, count: string) => `Digit ${place} of ${count}`,
  latency: (ms: string) => `answered in ${ms} ms`,
  howGood: 'How good is it?',
  studio: 'Watch it learn',
  megabytes: (loaded: string, total: string) => `${loaded} of ${total} MB`,
};
