export const whatIsCnn = {
  title: 'O que é uma CNN?',
  lead: 'Uma rede neural convolucional é um algoritmo que recebe uma imagem, dá importância a vários aspectos dela e diz, em porcentagem, o que ela representa.',
  contents: 'Neste capítulo',
  practice: 'Veja acontecer: desenhe um número',
  flatten: {
    section: 'Por que não achatar?',
    intro: [
      'Uma imagem é uma matriz de números. Bastaria enfileirá-los e entregá-los a um perceptron multicamadas (MLP)?',
      'Em imagens binárias extremamente básicas isso pode até acertar. Em imagens complexas, com pixels que dependem uns dos outros por toda parte, acerta pouco ou nada.',
      'Achatar apaga quem é vizinho de quem. E cada peso de um MLP serve a um só lugar: um número deslocado é, para ele, outro número.',
      'A CNN aplica o mesmo filtro pequeno em todos os lugares. São menos parâmetros, usados muitas vezes, e eles enxergam vizinhança.',
    ],
  },
  shrink: {
    section: 'Reduzir sem perder',
    intro: [
      'A função da CNN é reduzir a imagem a uma forma mais fácil de processar, sem perder o que é decisivo para acertar. Assim a mesma ideia serve também para imagens grandes e conjuntos de dados enormes.',
      'Na rede deste site isso se vê contando os valores de cada camada. Primeiro eles crescem, porque muitos filtros olham a mesma imagem; depois o pooling fica com um em cada quatro, e as camadas densas resumem o resto.',
    ],
  },
  pathLabel: 'Valores depois de cada camada da rede',
  picture: 'imagem',
  pathValues: (values: string) => `${values} valores`,
};
