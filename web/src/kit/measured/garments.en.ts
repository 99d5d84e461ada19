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
