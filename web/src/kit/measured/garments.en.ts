/** The classes of Fashion-MNIST by their keys in the manifest. */
export const garments: Record<string, string> = {
  t_shirt: 'T-shirt',
  trouser: 'Trousers',
  pullover: 'Pullover',
  dress: 'Dress',
  coat: 'Coat',
  sandal: 'Sandal',
  shirt: 'Shirt',
  sneaker: 'Sneaker',
  bag: 'Bag',
  ankle_boot: 'Ankle boot',
};

/** The same as a sentence names one of them. */
export const oneGarment: Record<string, string> = {
  t_shirt: 'a T-shirt',
  trouser: 'a pair of trousers',
  pullover: 'a pullover',
  dress: 'a dress',
  coat: 'a coat',
  sandal: 'a sandal',
  shirt: 'a shirt',
  sneaker: 'a sneaker',
  bag: 'a bag',
  ankle_boot: 'an ankle boot',
};
