export const brain = {
  kernelsTitle: 'The learned filters and simple cells',
  kernels: [
    'Jones and Palmer (1987) found by measurement that the receptive fields of the cat’s simple cells resemble Gabor functions: a wave under a bell. Below is each filter of this network’s first layer, beside the nearest Gabor function by least squares.',
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
    `For half of these filters the fit explains ${learned} or more. But a ${size} filter has only ${numbers} numbers, and the function already has five: with random filters, the same fit explains ${random} or more in half of the cases, and ${top} or more in one case in ten. So there are more waves than chance would give, and that is all: such a small filter hardly has room for a wave.`,
  stale:
    'These fits were made with weights other than this network’s: run `make gabor` to redo them.',
  fieldsTitle: 'The receptive field grows',
  fields: [
    'In the cortex, cells further on look at larger parts of the visual field. The same happens here: each unit looks at a window of the layer before, which looks at a window of the one before that. Point at the drawing, or move with the arrow keys.',
  ],
  field: (layer: string, height: string, width: string) => `${layer}: ${height} × ${width} pixels`,
  fieldLabel: (layer: string) => `What a unit of ${layer} looks at in the drawing`,
  yours: 'On your drawing.',
  example: 'On an example from MNIST; draw a digit in chapter 04 and it appears here.',
  sources:
    'Hubel and Wiesel, J. Physiol. 160 (1962) · Fukushima, Biol. Cybernetics 36 (1980) · Jones and Palmer, J. Neurophysiol. 58 (1987) · LeCun and others, Neural Computation 1 (1989)',
};
