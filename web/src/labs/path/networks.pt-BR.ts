import type { Task } from './neuron/neuronArithmetic';

const tasks: Record<Task, string> = { and: 'E', or: 'OU', xor: 'OU exclusivo' };

export const depth = {
  title: 'Por que profunda?',
  lead: 'Uma camada com duas unidades ReLU dobra a linha de 0 a 1, como papel: sobe até 1 e desce. Cada camada seguinte dobra o que a anterior dobrou.',
  layers: 'Camadas',
  plot: (layers: string, pieces: string) =>
    `O que a rede desenha com ${layers}: ${pieces} pedaços retos.`,
  count: (count: string) => (count === '1' ? '1 camada' : `${count} camadas`),
  pieces: 'pedaços retos',
  deep: 'unidades, em camadas',
  flat: 'unidades, se houvesse uma camada só',
  formula: 'camada: y = 2 · ReLU(x) − 4 · ReLU(x − ½)',
  point: 'entrada x',
  through: 'O que cada camada faz dela',
  why: 'As unidades se somam, os pedaços dobram: é isso que a profundidade compra. Estes pesos foram escritos à mão; como uma rede encontra os seus é outra história: a do treino.',
  source: 'Telgarsky, COLT 2016 · Montúfar e outros, NIPS 2014',
};

export const neuron = {
  title: 'Um neurônio para regular',
  lead: 'Duas entradas, dois pesos, um viés. Laranja é onde a soma passa de 0 e o neurônio diz sim; azul, onde diz não. A fronteira é sempre uma reta.',
  knobs: {
    first: 'peso w₁',
    second: 'peso w₂',
    bias: 'viés b',
    x: 'entrada x₁',
    y: 'entrada x₂',
  },
  task: 'O que ele deve dizer',
  tasks,
  taskText: {
    and: 'Sim só quando as duas entradas são 1.',
    or: 'Sim quando ao menos uma entrada é 1.',
    xor: 'Sim quando exatamente uma entrada é 1.',
  },
  right: (count: string) => `${count} dos 4 cantos certos`,
  line: 'Nenhuma reta separa estes quatro cantos: um neurônio acerta três, no máximo.',
  layer: 'Pôr dois neurônios antes dele',
  single: 'Voltar a um neurônio só',
  layered:
    'Agora são três, com pesos fixos. Os dois primeiros dobram o plano com a ReLU; o terceiro lê o que eles deixam passar, e a faixa do meio se separa.',
  hidden: (index: string) => `neurônio ${index}`,
  output: 'neurônio 3',
  plane:
    'O plano das duas entradas, de 0 a 1 nos cantos marcados. Aponte, arraste ou use as setas para escolher as entradas.',
  sum: 'A soma, neste ponto',
  yes: 'sim',
  no: 'não',
  corner: (inputs: string, wanted: string, isRight: string) =>
    `${inputs}: deve ser ${wanted}, ${isRight}`,
  isRight: 'está certo',
  isWrong: 'está errado',
};

export const vision = {
  title: 'O seu desenho, lido por uma CNN',
  lead: 'É a rede do capítulo 04, rodando no seu navegador.',
  practice: 'Abrir cada número dela no capítulo 04',
};

export const patchwork = {
  title: 'Gerar sem aprender',
  lead: 'Isto não é uma rede: é um sorteio. Cada pedaço da imagem nova é recortado de um dos dez exemplos abaixo.',
  examples: 'Os exemplos, do MNIST',
  pieces: 'Pedaços de',
  again: 'Sortear outras',
  made: (size: string) => `Oito imagens novas, em pedaços de ${size}`,
  copies: 'Um pedaço só: cada imagem é cópia de um exemplo. Perfeita, e nada de novo.',
  between: (size: string) =>
    `Pedaços de ${size}: cada um é de verdade, mas nenhum sabe do vizinho, e os traços não se encontram.`,
  noise:
    'Pixel por pixel: cada um tem um valor que um exemplo teve ali, mas juntos não são número nenhum.',
  lesson:
    'Entre a cópia e o ruído está o que uma rede generativa precisa aprender: quais pixels andam juntos. A próxima estação mostra uma maneira.',
  failed: 'Os exemplos não carregaram',
};
