export const network = {
  title: 'What happens inside',
  description:
    'The whole network, from input to output. Arrows move inside a map, PageUp and PageDown change the map, Ctrl with an arrow changes the layer, Enter opens the value, Esc lets go of it.',
  hint: 'Point at any value: the lines show where it comes from. A click opens it.',
  touchHint: 'Tap any value: the lines show where it comes from. A second tap opens it.',
  loading: 'The network appears here once it is loaded.',
  input: 'input',
  output: 'output',
  softmax: 'percentages',
  flatten: 'flatten',
  pool: (size: string) => `max pool ${size}×${size}`,
  map: (channel: string) => `map ${channel}`,
  value: (index: string) => `value ${index}`,
  place: (row: string, column: string) => `row ${row}, column ${column}`,
  range: (least: string, most: string) => `${least} to ${most}`,
  pixel: 'One pixel of what the network sees: 0 is background, 1 is ink.',
  nothing: 'Draw a digit, and this value appears.',
  nothingElse: 'Draw or choose a picture, and this value appears.',
  sum: (terms: string, sum: string, bias: string, total: string) =>
    `${terms} products sum to ${sum}; with the bias ${bias} that is ${total}.`,
  relu: (value: string) => `ReLU leaves ${value}.`,
  largest: (size: string) => `The largest in its ${size}×${size} window; the others are dropped.`,
  copied: (channel: string, row: string, column: string) =>
    `The same value as map ${channel}, row ${row}, column ${column}, now in a vector.`,
  positive: 'for',
  negative: 'against',
};
