/** The classes of Fashion-MNIST by their keys in the manifest. */
export const garments: Record<string, string> = {
  t_shirt: 'Camiseta',
  trouser: 'Calça',
  pullover: 'Pulôver',
  dress: 'Vestido',
  coat: 'Casaco',
  sandal: 'Sandália',
  shirt: 'Camisa',
  sneaker: 'Tênis',
  bag: 'Bolsa',
  ankle_boot: 'Bota',
};

/** The same as a sentence names one of them. */
export const oneGarment: Record<string, string> = {
  t_shirt: 'uma camiseta',
  trouser: 'uma calça',
  pullover: 'um pulôver',
  dress: 'um vestido',
  coat: 'um casaco',
  sandal: 'uma sandália',
  shirt: 'uma camisa',
  sneaker: 'um tênis',
  bag: 'uma bolsa',
  ankle_boot: 'uma bota',
};
