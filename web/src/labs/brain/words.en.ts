export const brain = {
  kernelsTitle: 'The learned filters and simple cells',
  kernels: [
    'Jones and Palmer (1987) measured that the receptive fields of the cat’s simple cells resemble Gabor functions: a wave under a bell. Below, each filter of this network’s first layer beside the nearest Gabor function, by least squares.',
  ],
  kernel: (number: string, share: string) =>
    `Filter ${number}: the Gabor function explains ${share} of it`,
  learned: 'learned filter',
  sampled: 'Gabor at the same points',
  smooth: 'the same function, continuous',
  explained: 'Explains',
  angle: 'Direction of the wave',
  wavelength: 'Wavelength',
  sigma: 'Width of the bell (σ)',
  phase: 'Phase',
  cells: (cells: string) => `${cells} pixels`,
  chance: (learned: string, random: string, top: string, size: string, numbers: string) =>
    `Half of these filters are explained to ${learned} or more. But a filter of ${size} has ${numbers} numbers only, and the function already has five: of filters drawn at random, the same fit explains ${random} or more in half of the cases, and ${top} or more in one of ten. So there are more waves than chance would give, and no more than that: so small a filter hardly has room for a wave.`,
  stale: 'The fits are of other weights than this network’s: run `make gabor` to make them again.',
  fieldsTitle: 'The receptive field grows',
  fields: [
    'In the cortex, cells further on look at larger parts of the view. So they do here: each unit looks at a window of the layer before, which looks at a window of the one before that. Point at the drawing, or move with the arrow keys.',
  ],
  field: (layer: string, height: string, width: string) => `${layer}: ${height} × ${width} pixels`,
  fieldLabel: (layer: string) => `What a unit of ${layer} looks at in the drawing`,
  yours: 'On your drawing.',
  example: 'On an example of MNIST; draw a digit in chapter 04 and it appears here.',
  sources:
    'Hubel and Wiesel, J. Physiol. 160 (1962) · Fukushima, Biol. Cybernetics 36 (1980) · Jones and Palmer, J. Neurophysiol. 58 (1987) · LeCun and others, Neural Computation 1 (1989)',
};
