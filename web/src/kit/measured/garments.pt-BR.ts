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
