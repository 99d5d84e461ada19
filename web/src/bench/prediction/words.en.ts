export const prediction = {
  title: 'What the network says',
  sentence: (digit: string, percent: string) => `It is a ${digit}, with ${percent} certainty`,
  unlike: (share: string, least: string, digit: string) =>
    `Like a digit: ${share} (${least} is needed); the nearest is ${digit}`,
  unsure: (digit: string, percent: string) => `The nearest would be ${digit}, with ${percent}`,
  refused: 'That is no digit',
  nothing: 'nothing drawn',
  blankSentence: 'Draw a digit, and the percentages appear here.',
  loading: 'Loading the network…',
  bar: (digit: string) => `Probability of ${digit}`,
  number: (count: string, digits: string) => `You drew ${count} digits: ${digits}`,
  which: 'The percentages and the network are of the marked one.',
  digits: 'The digits drawn',
  place: (place: string, count: string) => `Digit ${place} of ${count}`,
  latency: (ms: string) => `answered in ${ms} ms`,
  howGood: 'How good is it?',
  studio: 'Watch it learn',
};
