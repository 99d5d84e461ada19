import type { SettingName } from './trainingSettings';

const settings: Record<SettingName, { name: string; says: string }> = {
  epochs: { name: 'Épocas', says: 'Quantas vezes ela passa por todas as imagens de treino.' },
  batch_size: { name: 'Lote', says: 'Imagens por passo: o gradiente é a média delas.' },
  optimizer: { name: 'Otimizador', says: 'Como os pesos seguem seus gradientes.' },
  learning_rate: {
    name: 'Taxa de aprendizado',
    says: 'O tamanho do passo: sobe até este pico e depois cai a quase nada.',
  },
  augment: {
    name: 'Variar as imagens',
    says: 'Giradas, inclinadas, desenhadas com outras canetas. Leva meio minuto para preparar.',
  },
  limit: { name: 'Imagens de treino', says: 'Vazio para todas as 54.000.' },
  label_noise: {
    name: 'Rótulos errados',
    says: 'Parte dos rótulos que é trocada por outros, sorteados.',
  },
  seed: {
    name: 'Semente',
    says: 'Tudo o que é sorteado vem dela: a mesma semente, o mesmo treino.',
  },
};

/** What a recorded run is there to show, by its key. */
const records: Record<string, { name: string; says: string }> = {
  usual: {
    name: 'Como de costume',
    says: 'Três passagens pelas 54.000 imagens: acerta 99 de 100 separadas. Os outros são comparados com este.',
  },
  'high-rate': {
    name: 'Taxa alta demais',
    says: 'Cada passo vai duzentas vezes mais longe: os pesos passam do ponto, e ela acaba chutando, um acerto em dez.',
  },
  'few-images': {
    name: 'Imagens de menos',
    says: 'Decora 300 imagens. Das que não viu, erra uma em cada cinco, e na segunda metade do tempo não melhora mais.',
  },
  'no-augmentation': {
    name: 'Imagens como são',
    says: '6.000 imagens, sempre as mesmas: logo acerta todas, e das separadas 97 de 100. O próximo treino tem as mesmas, variadas.',
  },
  augmented: {
    name: 'Imagens variadas',
    says: 'As mesmas 6.000, giradas, inclinadas e redesenhadas a cada vez: nunca acerta todas, e lê melhor as separadas, 98 de 100.',
  },
  'shuffled-labels': {
    name: 'Rótulos sorteados',
    says: 'Cada rótulo tirado na sorte: ela decora os 300 do mesmo jeito, sem nada para entender. Das imagens separadas, acerta uma em dez.',
  },
};

export const studio = {
  title: 'Veja a rede aprender',
  lead: 'A mesma rede, antes de saber qualquer coisa, e como passou a saber. Os pesos se movem por causa de uma perda, passo a passo: aqui se vê quais, e como ela lê o seu desenho a cada momento.',
  back: 'Voltar ao desenho',
  sections: 'Partes do estúdio',
  section: { runs: 'Treino', step: 'Um passo, devagar', code: 'O código, linha por linha' },
  loading: 'Buscando os treinos…',
  failed: 'Os treinos gravados não carregaram',
  runFailed: 'Este treino não carregou',
  weightsFailed: 'Os pesos deste momento não carregaram',
  unknown: (name: string) => `Não há treino ${name} aqui. Este é outro.`,

  recorded: 'Treinos gravados',
  recordedNote: 'Treinos de verdade, guardados momento a momento: rodam sem servidor.',
  own: 'Treinos nesta máquina',
  none: 'Nenhum treino ainda. Escolha os ajustes e aperte Treinar.',
  records,
  compare: 'Comparar',
  compareNote: (most: string) => `Até ${most} ao lado do que é mostrado.`,
  compareRun: (name: string) => `Curvas de ${name} ao lado`,
  states: {
    running: 'treinando',
    paused: 'em pausa',
    finished: 'terminado',
    failed: 'falhou',
  },
  differs: (name: string, value: string) => `${name} ${value}`,
  asUsual: 'ajustes de costume',
  on: 'sim',
  off: 'não',
  all: 'todas',

  noRuns: 'Nenhum treino ainda.',
  noServer:
    'Assim como está, nada pode ser treinado nesta página: isso pede o servidor local. Com Python: pip install "esmiuca[train]", depois esmiuca serve. Os treinos gravados são de verdade.',
  unable:
    'Falta instalar o PyTorch, e sem ele nada é treinado nesta máquina. Os treinos gravados são de verdade e rodam assim mesmo. Para treinar aqui, pare o servidor com Ctrl-C e execute:',
  unableAgain: 'Depois, inicie o servidor de novo.',
  misread:
    'Esta página já não é a que o servidor tem, e por isso nada pode ser treinado. Recarregue-a.',
  noToken:
    'Para treinar aqui, abra esta página uma vez pelo endereço com ?token= que o servidor mostrou no terminal; todo o resto funciona sem ele.',
  lost: 'O servidor não responde. O último ponto salvo está no disco dele; esta página continua tentando.',
  train: 'Treinar',
  newRun: 'Um novo treino',
  busy: (name: string) => `${name} está treinando; um de cada vez.`,
  settings,
  hint: 'Aponte para um ajuste para ver o que ele faz.',
  range: (least: string, most: string) => `De ${least} a ${most}.`,
  badNumber: (name: string, value: string, least: string, most: string) =>
    `${name} = ${value} está fora dos limites; dê um número de ${least} a ${most}.`,
  presets: 'Começar de ajustes que mostram algo',
  optimizers: { muon: 'Muon', adamw: 'AdamW', sgd: 'SGD com momento' } as Record<string, string>,

  pause: 'Pausar',
  resume: 'Continuar',
  delete: 'Apagar',
  deleteAsk: (name: string) => `Apagar ${name} e seus pesos? Por um dia dá para desfazer.`,
  keepRun: 'Manter',
  deleted: (name: string) => `${name} foi apagado.`,
  deletedBefore: 'Apagados antes',
  undo: 'Desfazer',
  undoDeleting: (name: string) => `Desfazer: trazer ${name} de volta`,
  rounded: (layers: string, pictures: string, share: string) =>
    `Um treino de verdade, gravado. Para que baixe depressa, pesos de ${layers} ficam arredondados: de ${pictures} imagens separadas, pelo menos ${share} são lidas em cada momento como os pesos exatos as leem.`,
  command: 'O mesmo treino no terminal',
  torchrun: 'O mesmo treino em dois processos, aqui ou em várias máquinas',
  copy: 'Copiar',
  copied: 'Copiado',
  take: 'Usar na bancada',
  taken: 'Na bancada',
  download: 'Baixar',
  safetensors: 'safetensors',
  onnx: 'ONNX',
  noCheckpoint: 'O primeiro ponto salvo vem no fim da primeira época.',

  timeline: 'Momentos do treino',
  play: 'Tocar',
  pausePlaying: 'Parar',
  backOne: 'O momento anterior',
  forwardOne: 'O momento seguinte',
  newest: 'Mais recente',
  speed: 'Velocidade',
  speedOf: (speed: string) => `${speed} momentos por segundo`,
  afterSteps: (step: string) => `após ${step} passos`,
  beforeFirst: 'antes do primeiro passo',
  position: (index: string, count: string) => `momento ${index} de ${count}`,

  progress: (epoch: string, epochs: string) => `época ${epoch} de ${epochs}`,
  speedNow: (rate: string) => `${rate} imagens/s`,
  timeLeft: (time: string) => `faltam ${time}`,
  minutes: (minutes: string, seconds: string) => `${minutes} min ${seconds} s`,
  seconds: (seconds: string) => `${seconds} s`,
  preparing: 'Preparando as imagens…',
  waiting: 'Esperando os primeiros números…',
  testResult: (share: string, images: string) =>
    `${share} das ${images} imagens de teste certas, medido uma vez, no fim.`,
  wentWrong: 'A perda já não é um número: o treino fracassou.',

  loss: 'Perda',
  lossNote:
    'Média de −log da parte que coube ao número certo; das imagens de treino, na época até aqui. Com vários treinos, só as curvas de treino aparecem.',
  accuracy: 'Acertos',
  accuracyNote: (images: string) =>
    `De ${images} imagens com as quais ela não aprende; de um treino só, também daquelas com as quais aprende.`,
  trained: 'de treino',
  held: 'separadas',
  axis: 'passos',
  chart: (what: string, where: string, value: string) => `${what} ${where}: ${value}`,
  chance: 'chute',
  key: 'Treinos nas curvas',

  lossTable: 'A perda como tabela',
  accuracyTable: 'Os acertos como tabela',

  kernels: 'Os 32 kernels de conv1',
  kernelsNote: 'Azul abaixo de zero, laranja acima, cada um na escala do seu maior peso.',
  kernel: (index: string, most: string) => `Kernel ${index}, maior peso ${most}`,
  histograms: 'Pesos e gradientes',
  histogramsNote: 'Quantos caem em cada lugar, entre menos e mais o maior, camada por camada.',
  weights: 'pesos',
  gradients: 'gradientes',
  histogram: (layer: string, what: string, edge: string) =>
    `${layer}, ${what}: de −${edge} a ${edge}`,
  noGradients: 'nenhum gradiente ainda',
  biases: 'Os vieses também',
  confusion: 'O que ela confunde com o quê',
  confusionCaption: (images: string) =>
    `Número (linhas) e resposta (colunas) de ${images} imagens separadas, neste momento.`,
  mistakes: 'O que ela erra agora',
  mistakesNote: (shown: string, all: string) => `${shown} de ${all}.`,
  noMistakes: 'Nenhuma dessas imagens.',
  mistake: (label: string, read: string) => `um ${label}, lido como ${read}`,

  yours: 'Seu desenho, lido pela rede deste momento',
  yoursNote:
    'Estas porcentagens não são calibradas e nada é recusado: isso foi ajustado só para a rede final.',
  network: 'A rede deste momento',
  networkNote: 'Todo número se abre, com os pesos que ela tinha então.',

  onBench: (name: string, step: string) => `Na bancada: a rede de ${name}${step}, não a final.`,
  shipped: 'Voltar à rede final',
  toStudio: 'Ir ao estúdio',
  benchFailed: 'A rede desse treino não carregou; a final está na bancada.',
};
