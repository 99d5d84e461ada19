export const preprocess = {
  title: 'What the network sees',
  canvas: 'The 28×28 pixels that enter the network',
  sheet: 'the sheet',
  lines: 'without lines and boxes',
  strays: 'without specks and edges',
  crop: 'crop to the ink',
  box: (side: string) => `${side}×${side}, proportions kept`,
  centre: 'centre by mass',
  final: (side: string) => `${side}×${side}, from 0 to 1`,
  help: 'Switch a step off and see what it does to the percentages.',
  asIs: 'These pixels enter the network as they are.',
};
