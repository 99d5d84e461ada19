import type { StationId } from './stations';
import type { StationWords } from './words.pt-BR';

const stations: Record<StationId, StationWords> = {
  'deep-learning': {
    title: 'Deep learning',
    account: [
      'Learning with networks of many layers: each works on what the one before it found, and nobody writes down by hand what to look for. Backpropagation, which tells each weight of each layer how to change, became known through Rumelhart, Hinton and Williams in 1986.',
      'The name caught on once there was enough data and graphics cards were fast enough: in 2012, networks with eight layers of weights (AlexNet, seven of them averaged) got 15.3% of the pictures in the ImageNet challenge wrong, with five guesses per picture; the runner-up got 26.2% wrong.',
    ],
    sources:
      'Rumelhart, Hinton and Williams, Nature 323 (1986) · Krizhevsky, Sutskever and Hinton, NIPS 2012 · LeCun, Bengio and Hinton, Nature 521 (2015)',
  },
  'neural-networks': {
    title: 'Neural networks',
    account: [
      'An artificial neuron multiplies each input by a weight, adds everything up and lets only part of the result through. McCulloch and Pitts proposed the arithmetic in 1943; Rosenblatt’s perceptron of 1958 learned its weights from examples.',
      'One neuron alone separates only what a straight line separates: it cannot even learn “exclusive or” (Minsky and Papert, 1969). In layers, with something non-linear between them, they separate far more. The branches start here.',
    ],
    sources:
      'McCulloch and Pitts, Bull. Math. Biophys. 5 (1943) · Rosenblatt, Psychological Review 65 (1958) · Minsky and Papert, Perceptrons (1969)',
  },
  voice: {
    title: 'Voice detection',
    note: 'a spectrogram is an image',
    account: [
      'Detecting a voice means saying when somebody speaks; recognising it means writing down what was said. With CTC, by Graves and colleagues (2006), a network learns to transcribe without being told where in the sound each letter falls; Deep Speech (Hannun and colleagues, 2014) went from spectrogram to letters with a single network, helped by a language model.',
      'What many such networks are given is not the bare wave but the spectrogram: how much there is of each frequency at each moment. That is an image, and CNNs read it too (Abdel-Hamid and colleagues, 2014).',
    ],
    sources:
      'Graves et al., ICML 2006 · Hannun et al., arXiv:1412.5567 · Abdel-Hamid et al., IEEE/ACM TASLP 22 (2014)',
  },
  game: {
    title: 'Beating a game',
    note: 'a CNN reads the screen',
    account: [
      'The DQN of Mnih and colleagues (2013, and in Nature in 2015) learned Atari games from only the pixels on the screen and the score; in 29 of 49 games it made more than 75% of a professional tester’s score. In Montezuma’s Revenge it scored nothing at all: scoring points does not always mean finishing the game.',
      'The rule is that of Q-learning, by Watkins (1989); the network is a CNN that gives each command a value. In 2016 AlphaGo, with CNNs and tree search, beat Lee Sedol 4 to 1 at go.',
    ],
    sources:
      'Watkins, thesis, Cambridge (1989) · Mnih et al., arXiv:1312.5602 and Nature 518 (2015) · Silver et al., Nature 529 (2016)',
  },
  vision: {
    title: 'Computer vision',
    note: 'what they were made for',
    account: [
      'Saying what is in a picture. In 1989 LeCun and colleagues used backpropagation to train a convolutional network that read the digits of ZIP codes on envelopes; LeNet-5, of 1998, was part of a system that read millions of cheques a day.',
      'From AlexNet (2012) on, convolutional networks won the ImageNet challenge every year until it ended in 2017. The detector on this site is of the same family.',
    ],
    sources:
      'LeCun et al., Neural Computation 1 (1989) and Proc. IEEE 86 (1998) · Russakovsky et al., IJCV 115 (2015) · Hu et al., CVPR 2018',
  },
  generative: {
    title: 'Generative networks',
    account: [
      'Instead of saying something about an example, they make new ones, like those they have seen: pictures, texts, samples of musical genres. Among the families are variational autoencoders (Kingma and Welling, 2013), GANs (Goodfellow and colleagues, 2014) and diffusion models (Ho and colleagues, 2020).',
      'For music, WaveNet (2016) made sound one sample at a time, and Jukebox (2020) made songs given a genre and an artist. Neither of them runs on this page, and no music is made here.',
    ],
    sources:
      'Kingma and Welling, arXiv:1312.6114 · van den Oord et al., arXiv:1609.03499 · Dhariwal et al., arXiv:2005.00341 · Ho et al., arXiv:2006.11239',
  },
  gans: {
    title: 'GANs',
    note: 'the discriminator is a CNN',
    account: [
      'Two networks in a duel, proposed by Goodfellow and colleagues in 2014. The generator is given a noise vector, numbers drawn at random, and turns it into a fake example; the discriminator is given an example, real or fake, and says how real it looks. They train together, each against the other.',
      'The generator’s loss tells how well it managed to fool the discriminator; the discriminator’s, how well it managed to tell real data from fake. For both, lower is better.',
      'For pictures, the DCGAN of Radford, Metz and Chintala (2015) made both networks convolutional.',
    ],
    sources:
      'Goodfellow et al., NIPS 2014 · Radford, Metz and Chintala, arXiv:1511.06434 (2015), ICLR 2016',
  },
  cnns: {
    title: 'CNNs',
    account: [
      'The discriminator takes an image, gives importance to several of its aspects and gives a percentage: it is a convolutional neural network. That is why the path arrives here.',
      'The other branches arrive here as well: the screen of a game, a spectrogram and a photo are grids of numbers in which neighbours matter, and over such grids a kernel slides. The next chapter tells what a CNN is.',
    ],
    sources: 'Fukushima, Biol. Cybernetics 36 (1980) · LeCun et al., Neural Computation 1 (1989)',
  },
};

export const path = {
  title: 'The path to the topic',
  lead: 'From deep learning to CNNs, branch by branch. Move over the map with the arrow keys, or choose a station.',
  map: 'The map of the path',
  stations,
  step: (number: string, count: string) => `Station ${number} of ${count}`,
  back: 'Back',
  next: 'Next',
  stationLabel: (name: string) => `: ${name}`,
  unknown: (asked: string, name: string) =>
    `The address asked for the station “${asked}”, which does not exist. This is the nearest one: ${name}.`,
  chapter: 'Go on to chapter 02: What is a CNN?',
  example: 'An example that runs here',
  failed: 'The example did not load',
  opening: 'Opening the example…',
  legend: {
    route: 'the path of the talk',
    walked: 'the way so far',
    joins: 'also meets CNNs',
  },
};
