export const whatIsCnn = {
  title: 'What is a CNN?',
  lead: 'A convolutional neural network is an algorithm that takes a picture, gives importance to several aspects of it, and says in percentages what it shows.',
  contents: 'In this chapter',
  practice: 'See it happen: draw a digit',
  sections: {
    'by-hand': 'Before: by hand',
    flatten: 'Why not flatten it?',
    versus: 'MLP against CNN',
    planes: 'One picture, several planes',
    cost: 'What a size costs',
    shrink: 'Smaller without loss',
    brain: 'A parallel with the brain',
  },
  byHand: [
    'Before CNNs, people decided what to measure in a picture: edges, corners, directions. It was slow manual work, done again for every problem.',
    'A CNN is not given those measures. It learns its filters from examples: change the examples and the filters change, while the code stays the same.',
  ],
  byHandSources:
    'Handcrafted features: Sobel and Feldman 1968, SIFT (Lowe 1999), HOG (Dalal and Triggs 2005).',
  flatten: [
    'A picture is a matrix of numbers. Why not just put them in a row and hand them to a multilayer perceptron (MLP)?',
    'On extremely basic binary pictures that may even work. On complex pictures, where pixels everywhere depend on one another, it seldom or never does.',
    'Flattening erases which pixels are neighbours. And each weight of an MLP serves one place only: to it, a digit that has moved is a different digit.',
    'A CNN applies the same small filter everywhere. It needs fewer parameters, uses each many times, and sees neighbourhoods.',
  ],
  versus: [
    'The test: three networks learned from the same pictures with the same command: the CNN, an MLP with about as many parameters, and a small MLP. Draw, or take an example; then move, turn or resize it, thicken its strokes, add noise, and see which of them still recognises it.',
  ],
  planes: [
    'A colour picture is several planes of numbers on top of one another. In RGB there are three: red, green and blue. There are other colour spaces: greyscale, HSV, CMYK, YCbCr. Pull the planes apart, switch one off, point at a pixel.',
  ],
  cost: [
    'Imagine the work for an 8K picture, 7680 × 4320: that is 33,177,600 values in a single channel. Try other sizes.',
  ],
  shrink: [
    'A CNN’s job is to reduce the picture to a form that is easier to process, without losing what is decisive for a right answer. That is why the same idea works for large pictures and huge data sets too.',
    'In this site’s network you can see it by counting the values in each layer. At first their number grows, because many filters look at the same picture; then pooling keeps one in four, and the dense layers summarise the rest.',
  ],
  pathLabel: 'Values after each layer of the network',
  picture: 'picture',
  pathValues: (values: string) => `${values} values`,
  brain: [
    'In the cat’s visual cortex, Hubel and Wiesel (1962) recorded cells that respond to an edge in one direction in a small part of the visual field, and others that respond to the same edge even when it has moved a little. Fukushima (1980) turned that into a network: layers that detect and layers that tolerate shifts. LeCun and colleagues (1989) trained such a network by backpropagation to read digits.',
    'The parallel ends early. The brain does not copy one weight to every place, it does not learn by backpropagation as the network does, and its areas also talk back. A CNN is inspired by the brain; it does not imitate it.',
  ],
};
