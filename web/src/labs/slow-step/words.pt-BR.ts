import type { Optimizer } from '../../core/optimizers';
import type { StepPart } from './slowStepAddress';

const parts: Record<StepPart, { name: string; says: string }> = {
  forward: {
    name: 'Ida',
    says: 'A imagem passa pela rede como ela está agora. Cada camada transforma os números da anterior em outros; os dez últimos são as pontuações.',
  },
  loss: {
    name: 'Perda',
    says: 'As pontuações viram partes de um todo, e a perda diz o quanto estão erradas: menos o logaritmo da parte que coube ao número certo. Certeza e acerto não custam nada; certeza e erro custam muito.',
  },
  backward: {
    name: 'Volta',
    says: 'Quanto mudaria a perda se este número fosse um pouco maior? Para as pontuações, é a parte menos 1 no número certo e a própria parte nos outros. Dali, cada camada devolve isso à anterior.',
  },
  weight: {
    name: 'Um peso',
    says: 'Um peso é usado em muitos lugares. Seu gradiente é a soma de todos: o que ele multiplicou ali, vezes o gradiente que voltou até ali. Escolha qualquer peso.',
  },
  check: {
    name: 'Conferir',
    says: 'Não é preciso acreditar. Empurre só este peso um tantinho para cima e para baixo, rode a rede inteira a cada vez e veja como a perda muda de verdade.',
  },
  update: {
    name: 'Atualizar',
    says: 'O peso anda contra seu gradiente. O quanto, quem decide é o otimizador; estes são todos os números dele para este peso.',
  },
  after: {
    name: 'Ida de novo',
    says: 'Todos os pesos andaram de uma vez, cada um por sua regra. A mesma imagem passa pela rede que eles formam agora: a perda diminuiu?',
  },
};

const optimizers: Record<Optimizer, { name: string; says: string }> = {
  sgd: { name: 'SGD', says: 'Direto contra o gradiente, sem se lembrar de nada.' },
  momentum: {
    name: 'SGD com momento',
    says: 'b soma os gradientes e esquece um décimo de si a cada passo: uma direção que se mantém ganha velocidade.',
  },
  adam: {
    name: 'Adam',
    says: 'm é a média corrente do gradiente, v a do seu quadrado. As duas começam em 0, e a divisão por 1 − β elevado ao número do passo compensa isso. Sobra cerca de ±1 vezes a taxa de aprendizado, seja qual for o tamanho do gradiente.',
  },
  adamw: {
    name: 'AdamW',
    says: 'Adam e, além disso, cada peso perde uma pequena parte de si a cada passo.',
  },
};

export const slowStep = {
  title: 'Um passo, devagar',
  lead: 'Uma imagem, um passo de treino e todos os seus números: como uma perda chega de volta a um peso, e o que se move. Tudo é calculado aqui na página, com a mesma aritmética do PyTorch.',
  loading: 'Calculando o passo…',
  failed: 'Não foi possível calcular o passo',
  picture: 'A imagem',
  noPicture: 'Nada foi desenhado ainda, então este é um exemplo. Desenhe, ou pegue outro.',
  label: 'Ela deve ser lida como',
  labelRead: (digit: string) => `A página lê ${digit}.`,
  start: 'Os pesos',
  untrained: 'Antes de qualquer treino',
  trained: 'Os treinados',
  otherWeights: 'Sortear outros',
  untrainedNote: (seed: string) =>
    `Sorteados (semente ${seed}) por igual, como o PyTorch os sorteia: tudo está por aprender, então os gradientes são grandes.`,
  trainedNote:
    'Os da rede da página. Onde ela lê a imagem certo, há pouco a aprender e os gradientes são minúsculos: peça outro número e veja como crescem.',
  made: (count: string) => `Passos dados: ${count}`,
  restart: 'Recomeçar',

  parts,
  navigation: 'Partes do passo',
  previous: 'Anterior',
  next: 'Próxima',
  play: 'Tocar',
  pause: 'Parar',
  replay: 'Do começo',
  help: 'Espaço ou → avança, ← volta.',
  partOf: (index: string, count: string, name: string) => `${index} de ${count}: ${name}`,

  numbers: 'Números, na ida →',
  slopes: 'Gradientes, ← na volta',
  numbersOf: (name: string) => `Números de ${name}`,
  slopesOf: (name: string) => `Gradientes em ${name}`,
  upTo: (most: string) => `até ${most}`,
  around: (most: string) => `±${most}`,
  reading: (name: string, place: string, value: string) => `${name}, ${place}: ${value}`,
  readingSlope: (slope: string) => `, gradiente ${slope}`,
  mapsHelp: 'Aponte para uma célula, ou ande com as setas, para lê-la.',
  picturePixels: 'imagem',

  digit: 'número',
  score: 'pontuação z',
  share: 'parte p',
  wanted: 'desejado y',
  slope: 'p − y',
  sum: 'soma',
  lossIs: 'perda',
  lossFormula: (digit: string) => `−log p(${digit})`,
  scoresNote:
    'p − y já é o gradiente da perda em relação a cada pontuação: a do número certo deve subir, todas as outras devem descer.',

  tensor: 'Tensor',
  kernelChoice: 'Kernel',
  unitChoice: 'Unidade',
  shows: { gradients: 'Gradientes', weights: 'Pesos' },
  kernel: (index: string) => `kernel ${index}`,
  over: (index: string) => `sobre o mapa ${index}`,
  unit: (index: string) => `unidade ${index}`,
  input: (index: string) => `entrada ${index}`,
  map: (index: string) => `mapa ${index}`,
  cell: (row: string, column: string) => `linha ${row}, coluna ${column}`,
  pick: 'Clique numa célula, ou ande com as setas e aperte Enter.',
  largest: 'Maiores gradientes daqui',
  chosen: 'Escolhido',
  weightIs: 'peso',
  gradientIs: 'gradiente',
  kernelCells: 'Os pesos do kernel',

  sumTitle: 'De onde vem seu gradiente',
  usedAt: (count: string) =>
    `Usado em ${count} lugares: a soma de ${count} produtos, o que ele encontrou × o gradiente que voltou até ali.`,
  usedOnce:
    'Usado em um lugar só: um produto, o que ele encontrou × o gradiente que voltou até ali.',
  usedBias: (count: string) =>
    `Somado em ${count} lugares como é, vezes 1: seu gradiente é a soma do que voltou até eles.`,
  factorsBack: 'peso ou escolha no caminho × gradiente depois dele',
  others: (count: string) => `os outros ${count} somam`,
  listed: (count: string) => `${count} listados`,
  gradient: 'gradiente',
  dead: 'Nada volta até este peso. Todo lugar em que foi usado está fechado por uma ReLU, perdeu numa janela de pooling ou encontrou um 0: esta imagem não ensina nada a ele.',
  cameBack: 'Gradiente que voltou',
  met: 'O que ele encontrou',
  product: 'Produto',
  openTerm: 'Abra uma linha para ver de onde veio o gradiente dela.',
  trail: 'Caminho de volta',
  trailAt: (name: string, place: string) => `${name}, ${place}`,
  fromLoss: (share: string, wanted: string, slope: string) =>
    `Isto é uma pontuação: seu gradiente vem da própria perda, p − y = ${share} − ${wanted} = ${slope}.`,

  epsilon: 'Empurrar por ε =',
  up: 'L(w + ε)',
  down: 'L(w − ε)',
  difference: '(L(w + ε) − L(w − ε)) / 2ε',
  chain: 'pela regra da cadeia',
  apart: 'diferença',
  checkNote:
    'Os dois em precisão dupla. Com ε grande, a perda se curva no meio do caminho; com ε minúsculo, quase não sobram dígitos da diferença.',
  checking: 'Rodando a rede duas vezes…',

  optimizer: 'Otimizador',
  rate: 'Taxa de aprendizado',
  optimizers,
  settingsNote: 'Outro otimizador ou outra taxa recomeça do primeiro passo.',
  step: 'passo',
  weightNow: 'peso w',
  gradientNow: 'gradiente g',
  stepOf: (count: string) => `Passo ${count}`,
  history: 'Este peso, passo a passo',
  formula: 'fórmula',
  value: 'valor',
  muon: 'Este repositório treina por padrão com Muon: de uma matriz inteira de gradientes ele toma a direção e faz com que ela ande o mesmo tanto para todos os lados, de modo que o passo de um peso depende de todos os outros da sua matriz.',

  before: 'antes',
  afterwards: 'depois',
  change: 'mudança',
  fell: (change: string) => `A perda cai ${change}.`,
  rose: (change: string) =>
    `A perda sobe ${change}: o passo foi longo demais. Tente uma taxa de aprendizado menor.`,
  lost: 'Os números dispararam: esta taxa de aprendizado é alta demais.',
  same: 'A perda fica como está, nos dígitos mostrados.',
  apply: 'Dar este passo e calcular o próximo',
  most: (count: string) => `${count} passos foram dados. Recomece para dar outros.`,
  losses: 'A perda, passo a passo',
  beforeFirst: 'no começo',
  afterStep: (count: string) => `após o passo ${count}`,
  nextStep: (count: string) => `após o passo ${count}, se dado`,
  noNumber: 'não é número',
};
