export const prediction = {
  title: 'What the network says',
  sentence: (digit: string, percent: string) => `It is a ${digit}, with ${percent} certainty`,
  unsure: (digit: string, percent: string) => `The nearest would be ${digit}, with ${percent}`,
  refused: 'That is no digit',
  nothing: 'nothing drawn',
  blankSentence: 'Draw a digit, and the percentages appear here.',
  loading: 'Loading the network…',
  bar: (digit: string) => `Probability of ${digit}`,
  latency: (ms: string) => `answered in ${ms} ms`,
};
