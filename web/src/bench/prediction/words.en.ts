import { aDigit } from '../../kit/i18n/aDigit';

/** What would make the first digit the second, by both. */
const TELLING: Readonly<Record<string, string>> = {
  '17': 'a 7 without its bar',
  '71': 'a 1 with a long flag',
  '49': 'a 9 that is open at the top',
  '94': 'a 4 that is closed at the top',
  '38': 'an 8 that is open at the left',
  '83': 'a 3 that is closed at the left',
  '56': 'a 6 that is open below',
  '65': 'a 5 that is closed below',
  '06': 'a 6 with a short stroke',
  '60': 'a 0 with a tail',
  '27': 'a 7 with a foot',
  '72': 'a 2 without its foot',
};

export const prediction = {
  title: 'What the network says',
  sentence: (digit: string, percent: string) => `It is ${aDigit(digit)}, with ${percent} certainty`,
  doubt: (digit: string, percent: string, other: string) =>
    `A${aDigit(digit).slice(1)}, with ${percent} certainty, or ${TELLING[digit + other] ?? aDigit(other)}`,
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
