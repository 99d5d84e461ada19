import { garments, oneGarment } from '../../kit/measured/garments.pt-BR';

export const hierarchy = {
  title: 'Hierarquia',
  lead: 'Animal, cachorro, beagle: quem sabe o último sabe os três. Esta rede distingue dez peças de vestuário; somadas, suas porcentagens respondem em cada nível. Escolha uma imagem e veja o que cada bloco de camadas tira dela.',

  panel: {
    title: 'Imagem',
    hint: 'Desenhe aqui uma peça de roupa, ou solte uma imagem',
    cameraTitle: 'Fotografe uma peça de roupa',
    cameraHelp: 'Uma peça só, em fundo liso, dentro do quadro.',
  },
  garments: 'Exemplos do Fashion-MNIST',
  garment: (name: string, number: string) => `Exemplo ${number}: ${name}`,
  garmentsFailed: (message: string) => `Exemplos ou medidas não carregaram: ${message}`,
  loading: 'Carregando a rede…',
  failed: 'A rede não carregou',
  retry: 'Tentar de novo',

  names: {
    ...garments,
    clothing: 'Vestuário',
    accessories: 'Acessórios',
    tops: 'Parte de cima',
    bottoms: 'Parte de baixo',
    dresses: 'Vestidos',
    footwear: 'Calçados',
    bags: 'Bolsas',
  } as Record<string, string>,

  nouns: oneGarment,

  answer: 'O que ela diz, em cada nível',
  blank: 'Ainda não há imagem. Escolha um exemplo, desenhe ou solte uma imagem.',
  sumHelp:
    'A rede só conhece as dez peças do fim. A porcentagem de um grupo é a soma do que há dentro dele; por isso os níveis não podem se contradizer. Escolha uma porcentagem para ver de onde ela vem.',
  notOnePath: (article: string, group: string) =>
    `A peça mais provável (${article}) não está no grupo mais provável (${group}): a soma do grupo é maior, mas várias peças a dividem.`,
  levelAccuracy: (images: string, accuracies: string) =>
    `Em ${images} imagens de teste ela acerta ${accuracies}.`,
  levelOf: (percent: string, level: string) => `${percent} (${level})`,
  levels: { kind: 'tipo', group: 'grupo', article: 'peça' } as Record<string, string>,
  openShare: (name: string, percent: string) => `${name}: ${percent}. Abrir na lupa`,

  blocks: 'Através dos blocos',
  blocksLead:
    'De bloco em bloco os mapas ficam mais grosseiros e cada valor deles vê mais da imagem; a moldura mostra quanto. Escolha um mapa para ver o que ele procura.',
  block: (number: string) => `Bloco ${number}`,
  sentences: [
    'Bordas: cabe uma beirada, um canto, uma mancha, e nada mais.',
    'Texturas: bordas lado a lado viram costuras, listras, tiras e saltos.',
    'Partes: uma gola, uma manga, uma sola. A janela é do tamanho da imagem, e o meio dela pesa mais.',
    'Partes no lugar: uma manga de cada lado, um vão entre duas pernas.',
    'Coisas: um valor para a imagem inteira. As camadas densas depois dele só pesam essas respostas.',
  ],
  field: (size: string) => `vê ${size} × ${size} pixels`,
  fieldAll: (size: string) => `veria ${size} × ${size} pixels: a imagem toda`,
  seenBy: (channel: string) => `O que o mapa ${channel} vê onde é mais forte`,
  strongest: (shown: string, count: string) => `Os ${shown} mais fortes de ${count} mapas`,
  openMap: (channel: string, block: string, value: string) =>
    `Mapa ${channel} do bloco ${block}, maior valor ${value}: o que ele procura?`,
  silent: 'Todos os mapas são zero aqui.',
  classes: 'As classes',
  classesLead: 'O que a rede mais gostaria de ver para cada peça.',

  feature: (channel: string, block: string) => `O que o mapa ${channel} do bloco ${block} procura`,
  featureOfClass: (name: string) => `O que ela procura em: ${name}`,
  featureLoading: 'Buscando o que as unidades procuram …',
  featureFailed: (message: string) => `O que as unidades procuram não carregou: ${message}`,
  made: 'feita por subida de gradiente',
  madeHelp: (steps: string) =>
    `A partir de ruído, uma imagem foi mudada em ${steps} passos pequenos para que o valor desta unidade subisse. Mostra a que a unidade responde, mesmo que nada no mundo seja assim. (Erhan et al. 2009; Olah, Mordvintsev e Schubert 2017.)`,
  exciting: (name: string, value: string) => `${name}: ${value}`,
  excitingTitle: (images: string) => `O que mais a ativa entre ${images} imagens de treino`,
  here: (value: string) => `Nesta imagem o maior valor dela é ${value}.`,
  openInLens: 'Abrir esse valor na lupa',
  close: 'Fechar',
  before: 'A anterior',
  after: 'A próxima',
  all: (count: string) => `Todos os ${count} deste bloco`,
  allClasses: (count: string) => `Todas as ${count} classes`,
  openOther: (channel: string) => `O que o mapa ${channel} procura`,

  table: 'A original e a nossa',
  tableLead:
    'A VGGNet ficou em segundo lugar em classificação no desafio ImageNet de 2014 (ILSVRC). O que chama a atenção é o desenho simples: só convoluções de 3×3 e pooling de 2×2, cada vez mais profunda. A nossa é a configuração B, para imagens pequenas em tons de cinza.',
  source:
    'K. Simonyan e A. Zisserman, “Very Deep Convolutional Networks for Large-Scale Image Recognition”, arXiv 1409.1556, tabelas 1 e 2. Ficaram de fora a A-LRN e a C, cujas terceiras convoluções são de 1×1.',
  ours: 'a nossa',
  rowPicture: 'imagem',
  rowDense: 'densas',
  rowLayers: 'camadas com pesos',
  rowParameters: 'parâmetros',
  size: (channels: string, side: string) => `${channels} × ${side} × ${side}`,
  conv: (size: string, maps: string) => `conv${size}-${maps}`,
  times: (conv: string, count: string) => `${conv} ×${count}`,
  becomes: (side: string) => `→ ${side} × ${side}`,

  network: 'A rede inteira',
  networkOpen: 'Mostrar todas as camadas',
  networkClose: 'Esconder as camadas',
  networkHelp:
    'As mesmas vistas do capítulo 04, nesta rede: aponte um valor para ver do que é feito, e escolha-o para abrir suas contas.',
};
