export const whatIsCnn = {
  title: 'What is a CNN?',
  lead: 'A convolutional neural network is an algorithm that takes a picture, gives importance to several aspects of it, and says in percent what it represents.',
  contents: 'In this chapter',
  practice: 'See it happen: draw a digit',
  sections: {
    'by-hand': 'Before, by hand',
    flatten: 'Why not flatten it?',
    versus: 'MLP against CNN',
    planes: 'One picture, several planes',
    cost: 'What a size costs',
    shrink: 'Smaller without loss',
    brain: 'Parallel with the brain',
  },
  byHand: [
    'Before CNNs, people decided what to measure in a picture: edges, corners, directions. It was slow manual work, done again for every problem.',
    'A CNN is not given those measures. It learns its filters from examples: other examples give other filters, and the code stays the same.',
  ],
  byHandSources:
    'Features made by hand: Sobel and Feldman 1968, SIFT (Lowe 1999), HOG (Dalal and Triggs 2005).',
  flatten: [
    'A picture is a matrix of numbers. Why not just put them in a row and hand them to a multilayer perceptron (MLP)?',
    'On extremely basic binary pictures that may even be right. On complex pictures, where pixels depend on one another all over, it is right seldom or never.',
    'Flattening erases who is whose neighbour. And each of an MLP’s weights serves one place only: a digit that has moved is another digit to it.',
    'A CNN applies the same small filter in every place. Those are fewer parameters, used many times, and they see neighbourhoods.',
  ],
  versus: [
    'The test: three networks learned the same pictures by the same command: the CNN, an MLP with about as many parameters, and a small one. Draw, or take an example; then move, turn or resize it, thicken its strokes, add noise, and see who still recognises it.',
  ],
  planes: [
    'A colour picture is several planes of numbers on top of one another. In RGB there are three: red, green and blue. There are other colour spaces: greyscale, HSV, CMYK, YCbCr. Pull the planes apart, put one out, point at a pixel.',
  ],
  cost: [
    'Imagine the work once a picture has 8K, 7680 × 4320: those are 33,177,600 values in a single channel. Try other sizes.',
  ],
  shrink: [
    'What a CNN does is to reduce the picture to a form that is easier to process, without losing what decides whether it is right. So the same idea serves large pictures and huge data sets too.',
    'In this site’s network one sees it by counting the values of each layer. First they grow, because many filters look at the same picture; then pooling keeps one in four, and the dense layers sum up the rest.',
  ],
  pathLabel: 'Values after each layer of the network',
  picture: 'picture',
  pathValues: (values: string) => `${values} values`,
  brain: [
    'Hubel and Wiesel (1962) recorded, in the cat’s visual cortex, cells that answer to an edge of one direction in a small part of the view, and others that answer to the same edge even where it has moved a little. Fukushima (1980) made a network of that: layers that detect and layers that tolerate shifts. LeCun and colleagues (1989) trained such a network by backpropagation to read digits.',
    'The parallel ends early. The brain does not copy one weight to every place, it does not learn by backpropagation as the network does, and its areas also talk back. A CNN is inspired by it; it does not imitate it.',
  ],
};
