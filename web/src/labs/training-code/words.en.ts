import type { CodeView, LoopNode, NoteKey } from './trainingCodeNotes';

const views: Record<CodeView, { name: string; says: string }> = {
  model: {
    name: 'The network',
    says: 'The deck’s network. Its layers are made once, and forward says in what order the numbers go through them.',
  },
  step: {
    name: 'One step',
    says: 'What happens with every batch of images: forward, loss, backward, update.',
  },
  run: { name: 'The whole run', says: 'The loop around the step: batch by batch, epoch by epoch.' },
};

const nodes: Record<LoopNode, { name: string; shape: string }> = {
  images: { name: 'images', shape: '(B, 1, 28, 28)' },
  network: { name: 'network', shape: '' },
  scores: { name: 'scores', shape: '(B, 10)' },
  loss: { name: 'loss', shape: '( )' },
  gradients: { name: 'gradients', shape: '' },
  weights: { name: 'update', shape: '' },
  average: { name: 'average', shape: '' },
};

const lines: Record<NoteKey, string> = {
  makeConv1:
    '32 kernels of 3×3 over the picture, each with a bias: 320 numbers that training will find.',
  makeConv2:
    '64 kernels, each 3×3 over all 32 maps of the layer before: 18,496 numbers that training will find.',
  makeFc1:
    '128 units that look at all 9,216 values at once: 1,179,776 of the network’s 1,199,882 numbers are here.',
  makeFc2: 'Ten units, one for each digit, each looking at the 128 values before.',
  makeRelu:
    'ReLU turns negative numbers into zero. It has no weights, so one is enough for all three places.',
  makePool: 'From each 2×2 square only the largest value goes on. No weights here either.',
  conv1:
    'The first convolution slides its 32 kernels over the picture; ReLU turns negative values into zero.',
  conv2: 'The second convolution, ReLU, and then pooling: maps of 24×24 become maps of 12×12.',
  flatten: 'The 64 maps of 12×12 are laid out in one row: 9,216 values for each picture.',
  fc1: '9,216 values become 128, and negative ones become zero.',
  fc2: 'Ten scores. Softmax turns them into percentages, but training does not need those: the loss starts from the scores.',
  rate: 'How far this step goes: the learning rate rises during the first tenth of the run, then falls to almost nothing.',
  setRate: 'Each optimiser is told the rate of this step.',
  autocast:
    'Where it saves time, the multiplications in the next lines are done with fewer digits (bfloat16).',
  dropped:
    'Dropout: some of the values are left out at random, so that no unit relies on any single other one.',
  forward:
    'Forward: the batch of images goes through the network. For each image, ten scores come out.',
  loss: 'How wrong were those scores, on average over the batch? One single number: what training makes smaller.',
  zero: 'The gradients of the step before are thrown away.',
  backward:
    'Backward: how much each of the 1,199,882 weights is to blame for the loss, by the chain rule, layer by layer from the end.',
  update: 'Every weight moves a little against its gradient. The network is now a different one.',
  average:
    'An average of the latest weights is kept beside the network. It is steadier than the weights themselves, and it is the result in the end.',
  count: 'This step’s loss and right answers are counted, for the curves and the log.',
  decay: 'At first the average follows quickly, then ever more slowly.',
  move: 'Each averaged weight goes a small part of the way to the current one.',
  epochs:
    'An epoch goes once through all training images. After this many of them the run is done.',
  batches:
    'A batch: some images drawn at random, each varied a little, with their labels. A run that was interrupted goes on with the same ones.',
  stop: 'Did anybody press pause, on any of the processes that train together?',
  save: 'Then everything needed to go on is written: weights, averages, the optimiser’s moments, the position.',
  step: 'One step: the part before this one.',
  report: 'Anyone watching is told: position, loss, images per second.',
  finish: 'At the end of an epoch the averaged network is tested on held-out images, and saved.',
};

export const trainingCode = {
  title: 'The code, line by line',
  lead: 'This is the PyTorch code that trains the network, taken from the source files when this page was built: nothing was written for show. Point at a marked line to see what it makes.',
  choice: 'Parts of the code',
  views,
  nodes,
  lines,
  code: (file: string) => `Code from ${file}`,
  hint: 'Point at a line with an orange mark, or go through them with the arrow keys.',
  help: 'B is how many images a batch has; N, in the network, is the same.',
  weightsHelp: (count: string) => `${count} weights, and as many gradients and averages.`,
  loop: 'The loop of training: images, network, scores, loss, gradients, update, average',
  layers: 'The network’s layers with their shapes',
  picture: 'picture',
  parameters: (count: string) => `${count} numbers`,
  layer: (name: string, shape: string) => `${name}, ${shape}`,
  drawing: 'The maps are those of your drawing, now.',
  noDrawing: 'Draw a digit on the bench and its own maps appear here. Or take an example:',
};
