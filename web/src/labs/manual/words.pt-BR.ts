export const manual = {
  title: 'Características feitas à mão ao lado das aprendidas',
  lead: [
    'Assim se lia um dígito antes: alguém decidia o que medir, um programa media, e um classificador linear somava as medidas com pesos. Aqui estão três dessas receitas, no mesmo desenho que a CNN lê. Só os pesos foram aprendidos, com as imagens de treino do MNIST; quem escolheu o que medir foram pessoas.',
  ],
  groups: { hog: 'HOG', zoning: 'Zonas', profiles: 'Perfis' },
  about: {
    hog: 'Em cada célula, a força das bordas em cada direção. Os traços seguem as bordas; os graus dizem para onde a claridade muda, em ângulo reto com o traço.',
    zoning: 'Quanta tinta há em cada zona, em média: 0 é nenhuma, 1 é toda.',
    profiles: 'Barras: a tinta de cada linha e coluna. Pontos: quantos traços ela atravessa.',
  },
  aboutSaid:
    'Laranja fala a favor do dígito, azul contra; quanto mais forte a cor, ou mais longa a barra, mais pesa nesta figura.',
  numbers: (count: string) => `${count} números`,
  isOff: 'Desligado: o classificador foi treinado sem estes números.',
  last: 'Sem nenhuma característica não há o que ler: ligue outra antes.',
  view: 'O que as figuras mostram',
  measured: 'O que foi medido',
  said: 'O que pesou',
  saidFor: (digit: string) => `O que pesou para o ${digit}`,
  figure: (group: string) =>
    `${group} sobre o desenho. As setas movem o lugar cujos números estão abaixo.`,
  yours: 'O seu desenho, o mesmo do capítulo 04.',
  example: 'Um exemplo do MNIST, até que você desenhe.',
  waiting: 'Buscando os classificadores …',
  failed: (reason: string) => `Os classificadores não carregaram: ${reason}`,
  again: 'Tentar de novo',
  saysByHand: (digit: string, share: string) => `À mão: ${digit} (${share}).`,
  saysLearned: (digit: string, share: string) => `A CNN: ${digit} (${share}).`,
  refuses: (digit: string, share: string) =>
    `A CNN não vê aqui um dígito (o mais parecido: ${digit}, ${share}); os classificadores feitos à mão nunca recusam.`,
  answers: 'As porcentagens de cada dígito, com características feitas à mão e com a CNN',
  digit: 'Dígito',
  byHand: 'À mão',
  learned: 'A CNN',
  explain: (digit: string) => `Abrir a pontuação do ${digit} no classificador feito à mão`,
  scoreTitle: (digit: string) => `De onde vem a pontuação do ${digit}`,
  scoreHelp:
    'medida × peso = contribuição. Tudo somado dá a pontuação; as porcentagens são o softmax das dez. O viés é a pontuação de uma folha vazia. Escolha uma contribuição para ver o lugar.',
  at: (row: string, column: string) => `${row}·${column}`,
  hogFeature: (degrees: string, cell: string, block: string) =>
    `borda ${degrees} ${cell}, bloco ${block}`,
  zoneFeature: (place: string) => `zona ${place}`,
  profileFeatures: {
    rowInk: (index: string) => `tinta da linha ${index}`,
    columnInk: (index: string) => `tinta da coluna ${index}`,
    rowStrokes: (index: string) => `traços na linha ${index}`,
    columnStrokes: (index: string) => `traços na coluna ${index}`,
  },
  placeTitle: (row: string, column: string) => `No pixel da linha ${row}, coluna ${column}`,
  what: 'Medida',
  off: 'desligado',
  edge: (degrees: string) => `HOG, borda ${degrees}`,
  zone: 'Zona, tinta',
  profiles: {
    rowInk: 'Linha, tinta',
    columnInk: 'Coluna, tinta',
    rowStrokes: 'Linha, traços',
    columnStrokes: 'Coluna, traços',
  },
  measuredTitle: 'Quanto cada escolha acerta',
  features: 'Características',
  parameters: 'Pesos',
  testImages: (count: string) => `MNIST, ${count} imagens de teste`,
  penDigits: (digits: string, writers: string, widths: string) =>
    `${digits} dígitos à caneta de ${writers} pessoas, ${widths} larguras de caneta`,
  honest: (accuracy: string, mistakes: string, network: string) =>
    `Nas imagens de teste, as três receitas juntas acertam ${accuracy}: não é pouco. São ${mistakes} erros, contra ${network} da CNN. A comparação é entre dois caminhos inteiros: a CNN tem muito mais pesos e treinou também com imagens variadas por programa, os classificadores só com as do MNIST.`,
  stale:
    'As medidas são de pesos diferentes dos destes modelos: rode `make manual-features` para refazê-las.',
  whose: (cell: string, orientations: string) => [
    `Quem projetou isto? O HOG é de Navneet Dalal e Bill Triggs, em 2005, para achar pedestres em fotos; zonas e perfis vêm da leitura óptica de caracteres, décadas mais antiga. Cada número foi uma decisão: células de ${cell} pixels, ${orientations} direções, quando um pixel conta como traço. Para outra tarefa, decide-se tudo de novo.`,
    'A CNN não recebe nada disso. Filtros da sua primeira camada aprenderam a responder a bordas, que o HOG mede por projeto, porque isso ajudava a acertar; as camadas seguintes juntam essas medidas em outras que ninguém projetou, e que quase não têm nome.',
  ],
  sources:
    'Dalal e Triggs, CVPR 2005 · Trier, Jain e Taxt, Pattern Recognition 29 (1996) · HOG como na scikit-image, regressão logística da scikit-learn',
};
