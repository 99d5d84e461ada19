export const compare = {
  keep: 'Keep this picture as B',
  swap: 'Swap A and B',
  forget: 'Forget B',
  now: 'A · on the sheet',
  kept: 'B · kept',
  gap: 'A − B',
  examples: 'Or use an example as B',
  example: (name: string) => `Keep as B: ${name}`,
  exampleOf: (name: string, number: string) => `${name} (${number})`,
  nothing:
    'Draw or choose a picture and keep it as B, or use an example as B. Then draw or choose another: this page shows, layer by layer, where the two part ways.',
  nothingKept:
    'This picture is A. Keep it as B and draw or choose another, or use an example as B, to see layer by layer where the two part ways.',
  nothingDrawn: 'B is kept. Now draw or choose A above.',
  answers: 'The answers',
  answer: 'answer',
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
