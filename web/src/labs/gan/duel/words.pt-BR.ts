import type { Part } from './duel.svelte';

const parts: Record<Part, { name: string; says: string }> = {
  noise: {
    name: 'Ruído',
    says: 'Sorteiam-se 64 números para cada falso, e pede-se o dígito de um verdadeiro: os dois de um par são sempre do mesmo dígito.',
  },
  generated: {
    name: 'Falso',
    says: 'O gerador, com os pesos que tem agora, faz de cada vetor de ruído uma imagem de 28 × 28.',
  },
  judged: {
    name: 'Julgados',
    says: 'O discriminador dá uma nota ao verdadeiro e outra ao falso: quão reais parecem. A nota sozinha não diz nada; a diferença, sim.',
  },
  compared: {
    name: 'Diferença',
    says: 'd é quanto o verdadeiro está na frente do falso. Acima de zero, o discriminador acertou o par; abaixo, foi enganado.',
  },
  losses: {
    name: 'Perdas',
    says: 'O mesmo d custa a um o que poupa ao outro: o discriminador paga softplus(−d), o gerador softplus(d). A média de todos os pares é a perda de cada um.',
  },
  weights: {
    name: 'Pesos',
    says: 'Cada rede move os próprios pesos, e só eles, para que a perda dela caia. Aqui as duas dão o passo ao mesmo tempo; noutras descrições se revezam.',
  },
  after: {
    name: 'Depois',
    says: 'Os mesmos ruídos e os mesmos verdadeiros, de novo, com os pesos a que o passo levou.',
  },
};

export const duel = {
  lead: 'O treino inteiro, do primeiro ao último passo. Os mesmos 64 vetores de ruído a cada momento: o que o gerador fazia deles, e quem estava na frente.',
  loading: 'Buscando o duelo…',
  failed: 'O duelo não carregou',
  stepFailed: 'O passo gravado não carregou',
  weightsFailed: 'As redes deste momento não carregaram',
  unknown: (asked: string, step: string) =>
    `O endereço pedia o momento depois de ${asked} passos, que não foi guardado. Este é o mais próximo: ${step}.`,

  timeline: 'Momentos do treino',
  play: 'Tocar',
  pause: 'Pausar',
  back: 'O momento anterior',
  forward: 'O próximo momento',
  speed: 'Velocidade',
  speedOf: (speed: string) => `${speed} momentos por segundo`,
  position: (index: string, count: string) => `momento ${index} de ${count}`,
  steps: (steps: string) => `depois de ${steps} passos`,
  start: 'antes do primeiro passo',
  stepCount: (steps: string) => (steps === '1' ? '1 passo' : `${steps} passos`),

  sheet: (step: string) =>
    `O que o gerador faz de 64 vetores de ruído, ${step}. Setas escolhem um deles.`,
  sheetCaption:
    '64 vetores de ruído, sempre os mesmos, oito por linha. Escolha um deles para segui-lo.',

  generator: 'Gerador',
  discriminator: 'Discriminador',
  generatorLoss: 'Perda do gerador',
  discriminatorLoss: 'Perda do discriminador',
  fooled: 'Enganado',
  fooledOf: (share: string) => `${share} dos pares`,
  meanOf: (from: string, to: string) => `Médias dos passos ${from} a ${to}.`,
  realness: (real: string, generated: string) =>
    `A dígitos que nenhuma das duas redes viu, o discriminador deste momento dá em média ${real} de chance de serem reais; aos gerados, ${generated}.`,

  losses: 'As duas perdas',
  definitions: {
    generator: 'Para o Gerador: a perda indica quão bem ele conseguiu enganar o Discriminador.',
    discriminator:
      'Para o Discriminador: a perda indica quão bem ele conseguiu identificar os dados reais e falsos.',
  },
  lower: (undecided: string) =>
    `Perda baixa é boa para quem a tem. Em ${undecided} (ln 2), nenhum dos dois leva vantagem: o discriminador não distingue o real do falso.`,
  undecided: 'ln 2',
  lossesLabel: (step: string, generator: string, discriminator: string) =>
    `Perdas ao longo dos passos. ${step}: gerador ${generator}, discriminador ${discriminator}.`,
  fooledTitle: 'Quantas vezes o discriminador é enganado',
  fooledNote: 'Em 50%, ele não distingue: tanto faria jogar uma moeda.',
  coin: 'moeda',
  fooledLabel: (step: string, share: string) =>
    `Parte dos pares em que o discriminador é enganado, ao longo dos passos. ${step}: ${share}.`,
  steepness: 'Quão íngreme é o discriminador',
  steepnessNote:
    'Quanto a nota muda quando a imagem muda um pouco (a média do quadrado da inclinação). O discriminador paga também por isso, para que o gerador tenha por onde melhorar.',
  steepnessLabel: (step: string, real: string, generated: string) =>
    `Inclinação da nota ao longo dos passos. ${step}: nos reais ${real}, nos gerados ${generated}.`,
  onReal: 'nos reais',
  onGenerated: 'nos gerados',
  axis: 'Eixo dos passos',
  axes: { log: 'logarítmico', linear: 'linear' },
  axisUnit: 'passos de treino',

  strip: (digit: string) => `Um ${digit}, do começo ao fim`,
  stripLead: (number: string) =>
    `O vetor de ruído nº ${number} em todos os momentos: os 64 números continuam os mesmos; mudam os pesos do gerador.`,
  frame: (step: string) => `Ir para o momento: ${step}`,
  enlarged: (digit: string, step: string) => `Um ${digit} gerado, ${step}, ampliado`,
  noiseOf: 'Os 64 números do ruído: laranja acima de zero, azul abaixo',
  openNoise: 'Abrir no laboratório do ruído',

  slowMotion: 'Um passo em câmera lenta',
  slowLead: (step: string) =>
    `O passo ${step}, de verdade: estes números foram gravados durante o treino.`,
  recordedBefore: (steps: string) =>
    `Deste momento não há passo gravado; este é o do momento ${steps}.`,
  slowHelp: 'Espaço ou → segue, ← volta.',
  parts,
  partOf: (number: string, count: string, name: string) => `${number} de ${count}: ${name}`,
  partNavigation: 'Partes do passo',
  next: 'Seguir',
  previous: 'Voltar',
  replay: 'Recomeçar',
  stepLoading: 'Buscando o passo gravado…',
  shownOf: (shown: string, count: string) => `${shown} dos ${count} pares do passo`,

  diagram: (part: string) => `Esquema do passo. Em destaque: ${part}.`,
  noise: 'ruído',
  fake: 'falso',
  real: 'real',
  score: 'nota',
  pair: (digit: string, number: string) => `Par ${number}, um ${digit}`,
  rows: {
    wanted: 'dígito',
    noise: 'ruído',
    fake: 'falso',
    real: 'real',
    realScore: 'nota do real',
    fakeScore: 'nota do falso',
    ahead: 'd',
    discriminatorLoss: 'softplus(−d)',
    generatorLoss: 'softplus(d)',
  },
  fooledPair: 'enganado',

  wished: (digit: string) => `Pede-se um ${digit}. Do ruído, os primeiros números:`,
  andMore: (count: string) => `e mais ${count}`,
  made: (digit: string, pixels: string) =>
    `De 64 números e do dígito pedido (${digit}) saem ${pixels} pixels.`,
  scores: (digit: string, real: string, fake: string) =>
    `Como ${digit}: o real leva ${real}, o falso ${fake}.`,
  aheadSum: 'nota do real − nota do falso',
  rightPair: 'O real está na frente: o discriminador acertou este par.',
  wrongPair: 'O falso está na frente: neste par o discriminador foi enganado.',
  discriminatorPays: 'O discriminador paga',
  generatorPays: 'O gerador paga',
  wholeBatch: (count: string) => `Média dos ${count} pares`,
  listedPairs: (count: string) => `os ${count} pares acima`,
  otherPairs: (count: string) => `os outros ${count}`,
  total: 'soma',
  lossIs: 'perda',
  fooledPairs: (count: string, all: string) =>
    `Em ${count} dos ${all} pares, o falso ficou com a nota mais alta.`,

  byItsLoss: 'Move-se pela perda do gerador, e por mais nada.',
  byItsLossAndPenalty: 'Move-se pela própria perda, e pelo preço da inclinação.',
  weightsTable: (network: string) => `O que o passo faz aos pesos: ${network}`,
  tensor: 'pesos',
  gradient: 'gradiente',
  moved: 'mudança',
  fromZero: 'eram zero',
  movedNote:
    'Tamanho do gradiente, e quanto os pesos mudaram em relação ao próprio tamanho. Não vão juntos: o Adam divide cada gradiente pelo tamanho que ele costuma ter.',
  rate: (rate: string) => `Taxa de aprendizado: ${rate}.`,
  cancels: 'Gradiente zero: este viés se soma às duas notas do par, e some na diferença.',
  across:
    'O gradiente do gerador passa por dentro do discriminador, que diz em que direção cada pixel pareceria mais real.',

  before: 'antes',
  afterwards: 'depois',
  change: 'mudou',
  gained: {
    generator: 'Neste passo ganhou o gerador: a perda dele caiu e a do discriminador subiu.',
    discriminator: 'Neste passo ganhou o discriminador: a perda dele caiu e a do gerador subiu.',
    both: 'Neste passo as duas perdas caíram.',
    neither: 'Neste passo as duas perdas subiram ou ficaram onde estavam.',
  },
  gainedNote:
    'Cada um andou contra o outro como ele era. O que um passo dá, o próximo pode tomar: é um duelo, não uma descida.',

  tryTitle: 'As redes deste momento',
  tryLead:
    'Peça um dígito ao gerador deste momento, e mostre o seu desenho ao discriminador deste momento.',
  tryBefore: (steps: string) =>
    `Deste momento não há pesos guardados; estas redes são as do momento ${steps}.`,
  tryLoad: (megabytes: string) => `Carregar as redes (${megabytes} MB)`,
  tryLoading: 'Carregando as redes deste momento…',
  draw: 'Sortear ruído',
  wish: 'Que dígito?',
  madeNow: (digit: string) => `Um ${digit}, feito agora a partir do seu ruído`,
  thenReal: (share: string) => `O discriminador deste momento: ${share} de chance de ser real.`,
  noDrawing: 'Desenhe um dígito para que ele o julgue.',
  judgeAs: 'Julgar como',
};
