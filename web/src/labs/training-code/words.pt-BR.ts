import type { CodeView, LoopNode, NoteKey } from './trainingCodeNotes';

const views: Record<CodeView, { name: string; says: string }> = {
  model: {
    name: 'A rede',
    says: 'A rede da apresentação. As camadas são criadas uma vez, e forward diz em que ordem os números passam por elas.',
  },
  step: {
    name: 'Um passo',
    says: 'O que acontece com cada lote de imagens: ida, perda, volta, atualização.',
  },
  run: { name: 'O treino inteiro', says: 'O laço em volta do passo: lote a lote, época a época.' },
};

const nodes: Record<LoopNode, { name: string; shape: string }> = {
  images: { name: 'imagens', shape: '(B, 1, 28, 28)' },
  network: { name: 'rede', shape: '' },
  scores: { name: 'pontuações', shape: '(B, 10)' },
  loss: { name: 'perda', shape: '( )' },
  gradients: { name: 'gradientes', shape: '' },
  weights: { name: 'atualização', shape: '' },
  average: { name: 'média', shape: '' },
};

const lines: Record<NoteKey, string> = {
  makeConv1:
    '32 kernels de 3×3 sobre a imagem, cada um com um viés: 320 números que o treino vai achar.',
  makeConv2:
    '64 kernels, cada um 3×3 sobre todos os 32 mapas da camada anterior: 18.496 números que o treino vai achar.',
  makeFc1:
    '128 unidades que olham todos os 9.216 valores de uma vez: 1.179.776 dos 1.199.882 números da rede estão aqui.',
  makeFc2: 'Dez unidades, uma para cada número, cada uma olhando os 128 valores anteriores.',
  makeRelu:
    'A ReLU zera os números negativos. Não tem pesos, então uma só serve para os três lugares.',
  makePool: 'De cada quadrado de 2×2 só o maior valor segue. Aqui também não há pesos.',
  conv1: 'A primeira convolução desliza seus 32 kernels pela imagem; a ReLU zera o que é negativo.',
  conv2: 'A segunda convolução, ReLU e depois o pooling: mapas de 24×24 viram mapas de 12×12.',
  flatten: 'Os 64 mapas de 12×12 são postos em fila: 9.216 valores por imagem.',
  fc1: '9.216 valores viram 128, e os negativos viram zero.',
  fc2: 'Dez pontuações. O softmax faz porcentagens delas, mas o treino não precisa disso: a perda parte das pontuações.',
  rate: 'O tamanho deste passo: a taxa de aprendizado sobe no primeiro décimo do treino e depois cai a quase nada.',
  setRate: 'Cada otimizador fica sabendo a taxa deste passo.',
  autocast:
    'Onde isso poupa tempo, as multiplicações das próximas linhas são feitas com menos dígitos (bfloat16).',
  dropped:
    'Dropout: parte dos valores é deixada de fora ao acaso, para que nenhuma unidade dependa de uma única outra.',
  forward: 'Ida: o lote de imagens passa pela rede. Para cada imagem saem dez pontuações.',
  loss: 'O quanto essas pontuações estavam erradas, em média no lote? Um único número: é ele que o treino diminui.',
  zero: 'Os gradientes do passo anterior são jogados fora.',
  backward:
    'Volta: o quanto cada um dos 1.199.882 pesos é culpado pela perda, pela regra da cadeia, camada por camada a partir do fim.',
  update: 'Cada peso anda um pouco contra seu gradiente. A rede agora é outra.',
  average:
    'Ao lado da rede se guarda uma média dos últimos pesos. Ela é mais estável que os próprios pesos, e é o resultado no fim.',
  count: 'A perda e os acertos deste passo são contados, para as curvas e o registro.',
  decay: 'No começo a média segue depressa; depois, cada vez mais devagar.',
  move: 'Cada peso médio anda uma pequena parte do caminho até o atual.',
  epochs:
    'Uma época passa uma vez por todas as imagens de treino. Depois de tantas, o treino acabou.',
  batches:
    'Um lote: algumas imagens sorteadas, cada uma um pouco variada, com seus rótulos. Um treino interrompido continua com as mesmas.',
  stop: 'Alguém pausou, em algum dos processos que treinam juntos?',
  save: 'Então se grava tudo o que é preciso para continuar: pesos, médias, os momentos do otimizador, a posição.',
  step: 'Um passo: a parte anterior a esta.',
  report: 'Quem acompanha fica sabendo: posição, perda, imagens por segundo.',
  finish: 'No fim de uma época a rede média é testada nas imagens separadas, e gravada.',
};

export const trainingCode = {
  title: 'O código, linha por linha',
  lead: 'Este é o código PyTorch que treina a rede, tirado dos arquivos-fonte quando esta página foi montada: nada foi escrito só para mostrar. Aponte para uma linha marcada para ver o que ela faz.',
  choice: 'Partes do código',
  views,
  nodes,
  lines,
  code: (file: string) => `Código de ${file}`,
  hint: 'Aponte para uma linha com marca laranja, ou passe por elas com as setas.',
  help: 'B é quantas imagens tem um lote; N, na rede, é o mesmo.',
  weightsHelp: (count: string) => `${count} pesos, e outros tantos gradientes e médias.`,
  loop: 'O laço do treino: imagens, rede, pontuações, perda, gradientes, atualização, média',
  layers: 'As camadas da rede com suas formas',
  picture: 'imagem',
  parameters: (count: string) => `${count} números`,
  layer: (name: string, shape: string) => `${name}, ${shape}`,
  drawing: 'Os mapas são os do seu desenho, agora.',
  noDrawing: 'Desenhe um número na bancada e os mapas dele aparecem aqui. Ou pegue um exemplo:',
};
