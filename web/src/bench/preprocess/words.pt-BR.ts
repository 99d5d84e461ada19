export const preprocess = {
  title: 'O que a rede vê',
  canvas: 'Os 28×28 pixels que entram na rede',
  sheet: 'a folha',
  lines: 'sem linhas e quadros',
  strays: 'sem ciscos e bordas',
  crop: 'recorta o traço',
  box: (side: string) => `${side}×${side} sem deformar`,
  centre: 'centra pela massa',
  final: (side: string) => `${side}×${side}, de 0 a 1`,
  help: 'Desligue um passo e veja o que ele faz com as porcentagens.',
  asIs: 'Estes pixels entram na rede como estão.',
};
