export const whatIsCnn = {
  title: 'What is a CNN?',
  lead: 'A convolutional neural network is an algorithm that takes a picture, gives importance to several aspects of it, and says in percentages what it shows.',
  contents: 'In this chapter',
  practice: 'See it happen: draw a digit',
  flatten: {
    section: 'Why not flatten it?',
    intro: [
      'A picture is a matrix of numbers. Why not just put them in a row and hand them to a multilayer perceptron (MLP)?',
      'On extremely basic binary pictures that may even work. On complex pictures, where pixels everywhere depend on one another, it seldom or never does.',
      'Flattening erases which pixels are neighbours. And each weight of an MLP serves one place only: to it, a digit that has moved is a different digit.',
      'A CNN applies the same small filter everywhere. It needs fewer parameters, uses each many times, and sees neighbourhoods.',
    ],
  },
  shrink: {
    section: 'Smaller without loss',
    intro: [
      'A CNN’s job is to reduce the picture to a form that is easier to process, without losing what is decisive for a right answer. That is why the same idea works for large pictures and huge data sets too.',
      'In this site’s network you can see it by counting the values in each layer. At first their number grows, because many filters look at the same picture; then pooling keeps one in four, and the dense layers summarise the rest.',
    ],
  },
  pathLabel: 'Values after each layer of the network',
  picture: 'picture',
  pathValues: (values: string) => `${values} values`,
};
