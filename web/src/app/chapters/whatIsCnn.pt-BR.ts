export const whatIsCnn = {
  title: 'O que é uma CNN?',
  lead: 'Uma rede neural convolucional é um algoritmo que recebe uma imagem, dá importância a vários aspectos dela e diz, em porcentagem, o que ela representa.',
  contents: 'Neste capítulo',
  practice: 'Veja acontecer: desenhe um número',
  sections: {
    'by-hand': 'Antes, à mão',
    flatten: 'Por que não achatar?',
    versus: 'MLP contra CNN',
    planes: 'Uma imagem, vários planos',
    cost: 'O que um tamanho custa',
    shrink: 'Reduzir sem perder',
    brain: 'Paralelo com o cérebro',
  },
  byHand: [
    'Antes das CNNs, pessoas decidiam o que medir numa imagem: bordas, cantos, direções. Era um trabalho manual e demorado, refeito a cada problema.',
    'Uma CNN não recebe essas medidas prontas. Ela aprende os filtros a partir dos exemplos: mudam os exemplos, mudam os filtros, e o código continua o mesmo.',
  ],
  byHandSources:
    'Características feitas à mão: Sobel e Feldman 1968, SIFT (Lowe 1999), HOG (Dalal e Triggs 2005).',
  flatten: [
    'Uma imagem é uma matriz de números. Bastaria enfileirá-los e entregá-los a um perceptron multicamadas (MLP)?',
    'Em imagens binárias extremamente básicas isso pode até acertar. Em imagens complexas, com pixels que dependem uns dos outros por toda parte, acerta pouco ou nada.',
    'Achatar apaga quem é vizinho de quem. E cada peso de um MLP serve a um só lugar: um número deslocado é, para ele, outro número.',
    'A CNN aplica o mesmo filtro pequeno em todos os lugares. São menos parâmetros, usados muitas vezes, e eles enxergam vizinhança.',
  ],
  versus: [
    'A prova: três redes aprenderam com as mesmas imagens e o mesmo comando: a CNN, um MLP com quase tantos parâmetros quanto ela, e um pequeno. Desenhe, ou pegue um exemplo; depois desloque, gire ou redimensione, engrosse o traço, ponha ruído, e veja quem ainda reconhece.',
  ],
  planes: [
    'Uma imagem colorida são vários planos de números, um sobre o outro. Em RGB são três: vermelho, verde e azul. Há outros espaços de cor: escala de cinza, HSV, CMYK, YCbCr. Separe os planos, apague um, aponte um pixel.',
  ],
  cost: [
    'Imagine a conta quando a imagem tem 8K, 7680 × 4320: são 33.177.600 valores em um só canal. Experimente outros tamanhos.',
  ],
  shrink: [
    'A função da CNN é reduzir a imagem a uma forma mais fácil de processar, sem perder o que é decisivo para acertar. Assim a mesma ideia serve também para imagens grandes e conjuntos de dados enormes.',
    'Na rede deste site isso se vê contando os valores de cada camada. Primeiro eles crescem, porque muitos filtros olham a mesma imagem; depois o pooling fica com um em cada quatro, e as camadas densas resumem o resto.',
  ],
  pathLabel: 'Valores depois de cada camada da rede',
  picture: 'imagem',
  pathValues: (values: string) => `${values} valores`,
  brain: [
    'Hubel e Wiesel (1962) registraram, no córtex visual do gato, células que respondem a uma borda numa direção, numa parte pequena do campo visual, e outras que respondem à mesma borda mesmo um pouco deslocada. Fukushima (1980) fez disso uma rede: camadas que detectam e camadas que toleram deslocamento. LeCun e colegas (1989) treinaram uma rede assim por retropropagação, para ler dígitos.',
    'O paralelo termina cedo. O cérebro não copia o mesmo peso para todos os lugares, não aprende por retropropagação como a rede, e as suas áreas conversam também de volta. A CNN se inspira nele; não o imita.',
  ],
};
