export const prediction = {
  title: 'What the network says',
  sentence: (digit: string, percent: string) => `It is a ${digit}, with ${percent} certainty`,
  unsure: (digit: string, percent: string) => `That does not look like a digit. The nearest is ${digit}, with ${percent}`,
  none: '?',
  blank: '–',
  blankSentence: 'Draw a digit, and the percentages appear here.',
  loading: 'Loading the network…',
  bar: (digit: string) => `Probability of ${digit}`,
  latency: (ms: string) => `answered in ${ms} ms`,
  announce: (digit: string, percent: string) => `The network reads ${digit}, ${percent}`,
};
