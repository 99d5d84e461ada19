import type { KernelName } from '../../core/kernels';

const kernels: Record<KernelName, string> = {
  identity: 'identity',
  boxBlur: 'box blur 1/9',
  gaussian: 'Gaussian',
  sharpen: 'sharpen',
  sobelX: 'Sobel x',
  sobelY: 'Sobel y',
  prewittX: 'Prewitt x',
  prewittY: 'Prewitt y',
  laplacian: 'Laplacian',
  emboss: 'emboss',
  motionBlur: 'motion blur',
};

const about: Record<KernelName, string> = {
  identity: 'Only the middle is 1: the picture comes out as it was.',
  boxBlur: 'The mean of the neighbours: each weighs the same, and the picture blurs.',
  gaussian: 'A mean in which the middle weighs more: it blurs more softly.',
  sharpen: 'Strengthens what differs from its neighbours: edges become stronger.',
  sobelX: 'Right minus left: answers to vertical edges.',
  sobelY: 'Below minus above: answers to horizontal edges.',
  prewittX: 'Like Sobel x, with equal weights in all three rows.',
  prewittY: 'Like Sobel y, with equal weights in all three columns.',
  laplacian: 'The neighbours minus four times the middle: answers to edges of any direction.',
  emboss: 'A diagonal edge added to the picture: it looks like light from a corner.',
  motionBlur: 'The mean along the diagonal: like a shaken photograph.',
};

const settings = { stride: 'stride', padding: 'padding', dilation: 'dilation' };

export const kernelLab = {
  title: 'Kernel laboratory',
  lead: 'A kernel is a small table of numbers. It slides over the picture; at each position it multiplies, sums and writes one value. Point at a pixel and see the sum.',

  picture: 'Picture',
  sources: 'Where the picture comes from',
  study: 'Example',
  square: 'Square',
  digit: 'Digit',
  digitOf: (digit: string) => `Digit ${digit}`,
  drawing: 'Drawing',
  file: 'File…',
  camera: 'Camera',
  freeze: 'Freeze',
  unfreeze: 'Go on',
  rate: (rate: string, ms: string) => `${rate} frames a second, ${ms} ms each`,
  pasted: 'pasted picture',
  dropHere: 'Drop the picture here. It stays in your browser.',
  clear: 'Clear the drawing',
  undo: 'Undo',
  studyName: 'the study room, drawn by a program',
  squareName: 'a white square, with edges on all four sides',
  digitName: (digit: string) => `a handwritten ${digit} from MNIST`,
  drawingName: 'your drawing',
  cameraName: 'the camera; its pictures stay on this computer',
  size: (width: string, height: string) => `${width} × ${height}`,
  reduced: (size: string) => `here at ${size}`,
  firstFrame: (frames: string) => `an animation of ${frames} frames: the first one is used`,
  unreadable: (name: string) =>
    `“${name}” is not a picture that the browser can open. The previous one stays; try PNG, JPEG, GIF or WebP.`,
  exampleFailed: 'The example picture did not load. Choose another or reload the page.',
  cameraFailed: 'The camera did not open. Give this page permission, or choose another picture.',
  notInLink:
    'The picture behind this link stayed on its author’s computer; here is the example, with the same kernel.',
  opening: 'opening the picture…',

  planes: 'The kernel runs over',
  grey: 'grey',
  colour: 'each colour',
  plane: 'The sum is for plane',
  planeNames: ['R', 'G', 'B'],
  planeLong: ['red', 'green', 'blue'],

  kernel: 'Kernel',
  kernelNumber: (number: string) => `Kernel ${number}`,
  stages: 'Kernels in sequence',
  addSecond: '+ second kernel',
  removeSecond: 'Remove the second',
  kernelSize: 'size',
  kernels,
  about,
  aboutOwn: 'A kernel of your own.',
  aboutLearned: (index: string, layer: string) =>
    `Kernel ${index} of ${layer}: nobody wrote it, the network learned it from 60,000 digits.`,
  choose: 'Classic kernels',
  learnedTitle: (count: string) => `The ${count} that the network learned`,
  learnedOpen: 'The 32 that the network learned',
  learnedLoading: 'fetching the network’s weights…',
  learnedFailed: (message: string) => `The network’s weights did not load: ${message}`,
  learnedOf: (index: string) => `Learned kernel ${index}`,
  editHelp: 'Type in any cell: −1, 0.25, 1/9. The arrows ↑ ↓ change it by 0.05, with Shift by 0.5.',
  settings,
  edges: 'beyond the edge',
  edgeNames: { none: 'nothing', zero: 'zeros', reflect: 'mirror' },

  fieldProblem: (setting: string, text: string, least: string, most: string) =>
    `${setting}: “${text}” won’t do; use a whole number from ${least} to ${most}. The last valid result stays.`,
  strideProblem: (text: string, least: string, most: string) =>
    `With a stride of “${text}” the kernel does not move; use a whole number from ${least} to ${most}. The last valid result stays.`,
  weightProblem: (text: string, row: string, column: string) =>
    `“${text}”, in row ${row} and column ${column} of the kernel, is not a number; type something like −1, 0.25 or 1/9. The previous value stays.`,
  spanProblem: (size: string, span: string, padded: string, least: string) =>
    `The ${size} kernel covers ${span} pixels, more than the ${padded} of the padded picture; reduce the kernel or the dilation, or pad by at least ${least}. The last valid result stays.`,
  reflectProblem: (padding: string, side: string) =>
    `To mirror ${padding} pixels the picture needs more than ${padding} per side, and has ${side}; reduce the padding or use zeros. The last valid result stays.`,
  inStage: (number: string, sentence: string) => `Kernel ${number}. ${sentence}`,
  leftOut: 'The address asks for a kernel that does not exist here; this is the nearest one.',

  result: 'Result',
  resultOf: (number: string) => `After kernel ${number}`,
  look: 'Show',
  looks: { picture: 'as a picture', signed: 'with signs' },
  legendPicture: '0 is black, 1 is white; values beyond are clipped',
  legendSigned: (most: string) =>
    `colours from −${most} to ${most}, saturated beyond; zero has the colour of the paper`,
  resultMap: 'Result. The arrow keys move the position.',
  sourceMap: 'Picture. The arrow keys move the position.',
  stale: 'earlier result',

  arithmetic: (row: string, column: string) => `The sum behind pixel (${row}, ${column})`,
  window: 'window of the picture',
  windowOfFirst: 'window of kernel 1’s result',
  kernelCells: 'kernel',
  productCells: 'products',
  sum: (count: string) => `${count} products sum to`,
  outside: 'Pale cells lie beyond the edge.',

  formulaTitle: 'Size of the result',
  width: 'width',
  height: 'height',
  formula: '⌊(side + 2·padding − dilation·(kernel − 1) − 1) ÷ stride⌋ + 1',
  code: 'In PyTorch',

  separableTitle: 'Separable?',
  separable: 'Yes: it is a column times a row (rank 1).',
  column: 'column',
  row: 'row',
  inseparable: 'No: no column times a row gives this kernel. Every multiplication is needed.',
  separableZero: 'Nothing but zeros: there is nothing to multiply.',
  saves: (whole: string, parts: string) =>
    `Per pixel, ${whole} multiplications become ${parts}: first the row, then the column.`,
  savesNothing: (whole: string, parts: string) =>
    `It would take ${parts} multiplications per pixel instead of ${whole}: at this size nothing is gained.`,
  savesAll: (whole: string, parts: string) =>
    `In this picture: ${whole} multiplications, or ${parts} in two passes.`,

  fieldTitle: 'Receptive field',
  fieldOne: (size: string) =>
    `Each value of the result sees ${size} × ${size} pixels of the picture. Add a second kernel, and it sees more.`,
  fieldTwo: (size: string) =>
    `Each value of the last result sees ${size} × ${size} pixels of the picture: the frame in the picture on the left.`,
  fieldStep: (number: string) => `kernel ${number}`,
  composed: (size: string) =>
    `Without a ReLU between them the two amount to one kernel of ${size} × ${size}. That is why a network puts a ReLU between two convolutions.`,
  composedLabel: 'the one kernel that the two amount to',
};
