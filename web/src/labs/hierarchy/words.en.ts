import { garments, oneGarment } from '../../kit/measured/garments.en';

export const hierarchy = {
  title: 'Hierarchy',
  lead: 'Animal, dog, beagle: if you know the last, you know all three. This network tells ten articles of clothing apart; added up, its percentages answer at every level. Choose a picture and see what each block of layers takes from it.',

  panel: {
    title: 'Picture',
    hint: 'Draw a garment here, or drop a picture',
    cameraTitle: 'Take a picture of a garment',
    cameraHelp: 'One garment on a plain background, inside the frame.',
  },
  garments: 'Examples of Fashion-MNIST',
  garment: (name: string, number: string) => `Example ${number}: ${name}`,
  garmentsFailed: (message: string) => `Examples or figures did not load: ${message}`,
  loading: 'Loading the network…',
  failed: 'The network did not load',
  retry: 'Try again',

  names: {
    ...garments,
    clothing: 'Clothing',
    accessories: 'Accessories',
    tops: 'Tops',
    bottoms: 'Bottoms',
    dresses: 'Dresses',
    footwear: 'Footwear',
    bags: 'Bags',
  } as Record<string, string>,

  nouns: oneGarment,

  answer: 'What it says, at every level',
  blank: 'Nothing is shown yet. Choose an example, draw, or drop a picture.',
  sumHelp:
    'The network knows only the ten articles at the end. A group’s percentage is the sum of what lies inside it, so the levels can’t contradict each other. Choose a percentage to see where it comes from.',
  notOnePath: (article: string, group: string) =>
    `The likeliest article (${article}) is not in the likeliest group (${group}): that group’s total is larger, but several articles share it.`,
  levelAccuracy: (images: string, accuracies: string) =>
    `On ${images} test images it gets ${accuracies} right.`,
  levelOf: (percent: string, level: string) => `${percent} (${level})`,
  levels: { kind: 'kind', group: 'group', article: 'article' } as Record<string, string>,
  openShare: (name: string, percent: string) => `${name}: ${percent}. Open it in the lens`,

  blocks: 'Through its blocks',
  blocksLead:
    'From block to block the maps grow coarser and each of their values sees more of the picture; the frame shows how much. Choose a map to see what it looks for.',
  block: (number: string) => `Block ${number}`,
  sentences: [
    'Edges: there is room for a border, a corner, a spot, and no more.',
    'Textures: edges side by side become seams, stripes, straps and heels.',
    'Parts: a collar, a sleeve, a sole. The window is as large as the picture; its middle counts most.',
    'Parts in their places: a sleeve on each side, a gap between two legs.',
    'Things: one value for the whole picture. The dense layers after it only weigh these answers.',
  ],
  field: (size: string) => `sees ${size} × ${size} pixels`,
  fieldAll: (size: string) => `would see ${size} × ${size} pixels: all of the picture`,
  seenBy: (channel: string) => `What map ${channel} sees where it is strongest`,
  strongest: (shown: string, count: string) => `The ${shown} strongest of ${count} maps`,
  openMap: (channel: string, block: string, value: string) =>
    `Map ${channel} of block ${block}, largest value ${value}: what does it look for?`,
  silent: 'Every map is zero here.',
  classes: 'The classes',
  classesLead: 'What the network would most like to see for each article.',

  feature: (channel: string, block: string) => `What map ${channel} of block ${block} looks for`,
  featureOfClass: (name: string) => `What it looks for in: ${name}`,
  featureLoading: 'Fetching what the units look for …',
  featureFailed: (message: string) => `What the units look for did not load: ${message}`,
  made: 'made by gradient ascent',
  madeHelp: (steps: string) =>
    `Starting from noise, a picture was changed in ${steps} small steps to raise this unit’s value. It shows what the unit responds to, even if nothing in the world looks like that. (Erhan et al. 2009; Olah, Mordvintsev and Schubert 2017.)`,
  exciting: (name: string, value: string) => `${name}: ${value}`,
  excitingTitle: (images: string) => `What activates it most among ${images} training images`,
  here: (value: string) => `In this picture its largest value is ${value}.`,
  openInLens: 'Open that value in the lens',
  close: 'Close',
  before: 'Previous',
  after: 'Next',
  all: (count: string) => `All ${count} of this block`,
  allClasses: (count: string) => `All ${count} classes`,
  openOther: (channel: string) => `What map ${channel} looks for`,

  table: 'The original, and ours',
  tableLead:
    'VGGNet came second in classification in the ImageNet challenge of 2014 (ILSVRC). What is notable is its plain design: only 3×3 convolutions and 2×2 pooling, deeper and deeper. Ours is its configuration B, for small grey pictures.',
  source:
    'K. Simonyan and A. Zisserman, “Very Deep Convolutional Networks for Large-Scale Image Recognition”, arXiv 1409.1556, tables 1 and 2. Left out: A-LRN, and C, whose third convolutions are 1×1.',
  ours: 'ours',
  rowPicture: 'picture',
  rowDense: 'dense',
  rowLayers: 'layers with weights',
  rowParameters: 'parameters',
  size: (channels: string, side: string) => `${channels} × ${side} × ${side}`,
  conv: (size: string, maps: string) => `conv${size}-${maps}`,
  times: (conv: string, count: string) => `${conv} ×${count}`,
  becomes: (side: string) => `→ ${side} × ${side}`,

  network: 'The whole network',
  networkOpen: 'Show every layer',
  networkClose: 'Hide the layers',
  networkHelp:
    'The same views as in chapter 04, on this network: point at any value to see what it is made of, and choose it to open its arithmetic.',
};
