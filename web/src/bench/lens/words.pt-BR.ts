export const lens = {
  title: 'Lupa',
  network: 'a rede',
  close: 'Fechar a lupa',
  up: 'Um nível acima',
  trail: 'Caminho até aqui',
  code: 'O código',
  codeHelp: 'Aponte para uma linha: a camada dela acende.',
  nothing: 'Desenhe um número, e as contas aparecem aqui.',
  nothingElse: 'Desenhe ou escolha uma imagem, e as contas aparecem aqui.',
  noLayer: 'O endereço pede uma camada que esta rede não tem; aqui está a rede inteira.',
  noPlace: 'O endereço pede um lugar que não existe; aqui está o mais próximo.',
  why: 'Por que essa resposta?',
  compare: 'Comparar dois desenhos',
  open: 'Abrir na lupa',
  openLayer: (layer: string) => `Abrir a camada ${layer} na lupa`,
  follow: 'Seguir o maior',
  followHelp: 'Abre o valor que mais pesou nesta soma, e assim por diante até os pixels.',

  products: (count: string) => `${count} produtos somam`,
  partials: (count: string) => `${count} somas parciais dão`,
  bias: '+ viés',
  before: '= antes da ReLU',
  total: '= resultado',
  relu: 'depois da ReLU',
  reluZero: 'a ReLU zera o que é negativo',
  result: 'resultado',

  input: 'entrada',
  inputMap: (channel: string) => `mapa ${channel} da entrada`,
  window: 'janela',
  windowPadded: 'janela; em claro, a borda: 0',
  kernel: 'kernel aprendido',
  kernelOf: (channel: string) => `kernel para o mapa ${channel}`,
  product: 'produtos',
  output: 'saída',
  outputMap: (channel: string) => `mapa ${channel} da saída`,
  partialTitle: 'Somas parciais, a maior primeiro',
  partial: (channel: string, value: string) => `mapa ${channel}: soma parcial ${value}`,

  conv: (size: string, channels: string) =>
    `O kernel de ${size} desliza pela imagem. Em cada posição multiplica os ${channels} valores da janela pelos pesos, soma tudo, junta o viés, e a ReLU zera o que for negativo.`,
  convMany: (size: string, maps: string, terms: string) =>
    `Este kernel olha para os ${maps} mapas de entrada ao mesmo tempo: ${maps} janelas de ${size}, ${terms} produtos. Cada mapa dá uma soma parcial; elas somadas, mais o viés, dão o valor.`,

  layerConv: (kernels: string, size: string, maps: string) =>
    `${kernels} kernels de ${size} deslizam pela entrada; cada um desenha um mapa (${maps}). Escolha um mapa para abrir um dos seus valores.`,
  layerOther: (shape: string) => `Esta camada entrega ${shape} valores. Escolha um para abri-lo.`,
  layerLargest: (shape: string, shown: string) =>
    `Esta camada entrega ${shape} valores. Aqui estão os ${shown} maiores, sem olhar o sinal, do maior para o menor. Escolha um para abri-lo; os outros se abrem na rede acima.`,
  kernels: 'Kernels e os mapas que eles desenham',
  openMap: (channel: string) => `Abrir o mapa ${channel}`,
  openUnit: (index: string, value: string) => `Abrir o valor ${index}: ${value}`,
};
