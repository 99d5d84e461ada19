/** As classes do Fashion-MNIST, pelas chaves do manifesto. */
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
