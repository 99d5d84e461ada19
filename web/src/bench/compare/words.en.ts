export const compare = {
  keep: 'Keep this drawing as B',
  swap: 'Swap A and B',
  forget: 'Forget B',
  now: 'A · on the sheet',
  kept: 'B · kept',
  gap: 'A − B',
  examples: 'Or use an example as B',
  example: (digit: string) => `Keep the example ${digit} as B`,
  nothing:
    'Draw a digit and keep it as B, or choose an example as B. Then draw another: this page shows, layer by layer, where the two part ways.',
  nothingKept:
    'This drawing is A. Keep it as B and draw another, or choose an example as B, to see layer by layer where the two part ways.',
  nothingDrawn: 'B is kept. Now draw A on the sheet above.',
  answers: 'The answers',
  digit: 'digit',
  points: (value: string) => `${value} pp`,
  pointsTitle: 'A − B, in percentage points',
  layers: 'Layer by layer',
  layersText:
    'Apart: 0% if both are equal, 100% if they have nothing in common, more if they point in opposite directions. Correlation: 1 if both rise and fall in the same places.',
  apart: (percent: string) => `${percent} apart`,
  correlation: (value: string) => `correlation ${value}`,
  noCorrelation: 'no correlation: one of them is the same everywhere',
  firstMap: (map: string) => `Map ${map} differs most, so it comes first.`,
  sheet: (layer: string) =>
    `${layer} of A, of B, and the difference. Arrows move over the values, Page Up and Page Down over the maps, Enter opens A’s value.`,
  reading: (place: string, a: string, b: string, gap: string) => `${place}: ${a} − ${b} = ${gap}`,
  hint: 'Point at a value: all three show the same place. Click to open A’s.',
  failed: (message: string) => `B could not be computed: ${message}`,
};
