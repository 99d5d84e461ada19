export const lensLayers = {
  terms: 'Contribuições',
  others: (count: string) => `as outras ${count} somam`,
  listed: (count: string) => `as ${count} da lista somam`,
  termsHelp: 'entrada × peso = contribuição. Escolha uma para abrir a entrada.',

  pool: (size: string) =>
    `De cada janela de ${size} só o maior valor segue adiante. O lugar dele na janela é esquecido, e os outros valores também.`,
  poolWindow: (size: string) => `janela de ${size}`,
  poolWinner: 'o maior vence',
  poolLost: (count: string) => `${count} ficam para trás`,
  poolTie: 'valores iguais: vale o primeiro',
  saves: (before: string, after: string, times: string) =>
    `O que poupa: ${before} → ${after} valores, ${times} vezes menos para a próxima camada ler.`,
  shiftTitle: 'O que resiste a um deslocamento de um pixel',
  shiftBefore: 'antes do pooling',
  shiftAfter: 'depois do pooling',
  shiftHelp: (tolerance: string, active: string) =>
    `A rede rodou mais uma vez com a imagem deslocada. Dos valores acima de ${tolerance} (um vigésimo do maior da camada) em uma das duas vezes, ${active} depois do pooling, esta parte ficou a menos de ${tolerance} do que era no mesmo lugar.`,
  shiftMore:
    'Aqui o pooling ajuda um pouco: tolera um movimento dentro da sua janela, e nada além disso.',
  shiftLess:
    'Aqui o pooling não ajuda: um movimento que cruza a borda da janela também muda o resultado.',
  working: 'a rede está calculando …',

  flatten: (maps: string, height: string, width: string, total: string) =>
    `Aqui nada se calcula: ${maps} mapas de ${height}×${width} são escritos um depois do outro, linha por linha, como um só vetor de ${total} valores.`,
  vector: (size: string) => `Vetor = [${size}]`,
  index: 'índice',
  channel: 'mapa',
  row: 'linha',
  column: 'coluna',
  toIndex: 'Do mapa para o vetor',
  fromIndex: 'Do vetor para o mapa',
  division: (a: string, b: string, quotient: string, rest: string) =>
    `${a} ÷ ${b} = ${quotient}, resto ${rest}`,
  strip: 'O vetor inteiro; a marca é o valor aberto',
  around: 'os vizinhos dele no vetor',
  mapOf: (channel: string) => `mapa ${channel}`,

  linear: (count: string) =>
    `Cada uma das ${count} entradas é multiplicada por um peso só seu. As contribuições a favor e contra, somadas ao viés, dão o valor.`,
  weightMaps: (count: string, size: string) => `Os pesos, dispostos como ${count} mapas de ${size}`,
  weights: 'pesos',
  contributions: 'contribuições',
  weightCell: (channel: string, row: string, column: string) =>
    `mapa ${channel}, linha ${row}, coluna ${column}`,
  weightHelp: 'Aponte para uma célula, ou ande com as setas; um clique ou Enter a segue.',
  legend: (low: string, high: string) => `${low} a ${high}`,

  softmax: (count: string) =>
    `Os ${count} logits podem ser quaisquer números. A exponencial deixa todos positivos e mantém a ordem; divididos pela soma, são partes de um todo.`,
  whyPercent: (accuracy: string) =>
    `Por que são porcentagens: nenhuma é negativa e juntas dão 100%. A temperatura foi escolhida em imagens com que a rede não aprendeu, para que o que ela chama de 90% acerte umas nove vezes em dez; nas imagens de teste ela acerta ${accuracy}.`,
  whenNot:
    'Quando não acreditar: uma letra ou um rabisco também recebe dez porcentagens, pois não há décima primeira resposta.',
  refusedBelow: (threshold: string) =>
    `Com menos de ${threshold} para o melhor dígito a página se recusa a responder; um desenho diferente de todos os dígitos ainda pode passar disso.`,
  asksBelow: 'Se é mesmo um dígito é outra pergunta, respondida abaixo.',
  refusalTitle: 'É mesmo um dígito?',
  refusal: (threshold: string) =>
    `De um dígito, um logit é grande e todos os outros ficam bem abaixo; de uma letra ou um rabisco, vários chegam perto uns dos outros. Por isso os logits são postos em ordem, sejam de que dígito forem, e cada um é multiplicado pelo peso do seu lugar. Pesos e viés foram ajustados a dígitos, e a desenhos que não são dígito nenhum, com que a rede não aprendeu. Abaixo de ${threshold} a página se recusa a responder: ali fica um de cada cem dígitos de verdade. Um desenho diferente de todos eles ainda pode passar disso.`,
  refusalPlace: (place: string, label: string) => `${place}º lugar: o ${label}`,
  isRefused: (threshold: string) => `abaixo de ${threshold}: recusado`,
  isAccepted: (threshold: string) => `pelo menos ${threshold}: respondido`,
  neverRefuses:
    'Quando não acreditar nelas: uma imagem de qualquer outra coisa também ganha estas porcentagens, pois “nenhuma destas” não está entre as respostas, e esta rede nunca recusa.',
  temperature: 'Temperatura T',
  calibrated: (value: string) => `como calibrada (${value})`,
  temperatureHelp: 'Só aqui: as porcentagens da página continuam as calibradas.',
  digit: 'dígito',
  class: 'classe',
  logit: 'logit z',
  scaled: '(z − máx) / T',
  exponential: 'exp',
  share: 'parte',
  sumRow: 'soma',
  openLogit: (label: string, value: string) => `Abrir o logit de ${label}: ${value}`,
  quotient: (exponential: string, sum: string) => `${exponential} ÷ ${sum}`,
  sharesOf: (label: string) => `parte que cabe a ${label}`,

  realness: (count: string) =>
    `O discriminador dá ${count} notas: quão real parece a imagem, como cada dígito. Em si, uma nota não diz nada: no treino ele só compara notas do mesmo dígito. A calibração faz de cada uma a sua porcentagem; elas não são partes de um todo, e não somam 100%.`,
  score: 'nota s',
  timesScale: (scale: string) => `× ${scale}`,
  plusOffset: '+ ajuste',
  realnessSum: '= soma',
  real: 'real',
  realAs: (label: string) => `real, se for um ${label}`,
  openScore: (label: string, value: string) => `Abrir a nota como ${label}: ${value}`,
  scoreTimes: (score: string, scale: string) => `${score} × ${scale}`,
  offsetOf: (label: string) => `+ ajuste do ${label}`,
  realnessTotal: '= soma x',
  power: (exponent: string) => `e elevado a ${exponent}`,
  sigmoid: (exponential: string) => `1 ÷ (1 + ${exponential})`,
  whyRealness: (real: string, generated: string) =>
    `Por que é uma porcentagem: escala e ajustes foram escolhidos em dígitos do MNIST com que ele não treinou e em outros tantos gerados, para que o que ele chama de 90% seja real umas nove vezes em dez. Na média, ele dá ${real} aos reais e ${generated} aos gerados.`,
  whenNotReal:
    'Quando não acreditar: vale para uma imagem que tanto pode ser do MNIST quanto do gerador. Ele não conhece outras; do que se desenha aqui, diz apenas o quanto se parece com uns ou com os outros. E só a linha do dígito que a imagem mostra interessa: no treino cada imagem veio com o seu dígito; como outro, mesmo 100% diz pouco.',

  picture:
    'Antes de a rede ver o desenho, ele é preparado como o MNIST preparou seus dígitos. Cada passo é uma imagem; embaixo, o que a rede diria sem esse passo.',
  pictureWhole:
    'Antes de a rede ver a imagem, ela é preparada como as imagens de treino. Cada passo é uma imagem; embaixo, o que a rede diria sem esse passo.',
  stepDrawing: 'o desenho',
  stepCrop: 'recorte na tinta',
  stepBox: (side: string) => `caixa de ${side}×${side}`,
  stepCentre: 'centro de massa',
  stepMiddle: 'para o meio',
  stepResult: (side: string) => `${side}×${side}, de 0 a 1`,
  allSteps: 'todos os passos',
  without: 'sem este passo',
  says: (label: string, percent: string) => `${label}: ${percent}`,
  change: (points: string) => `${points} pontos`,
  original: 'nada feito ainda',
  pixelHelp: 'Escolha um pixel para ver de que tinta ele foi feito.',
  asIs: 'Estes pixels foram dados como são: nenhum passo os fez, e a rede os vê sem mudança.',

  pixel: (cells: string) =>
    `Este pixel é uma média ponderada dos ${cells} pontos de tinta sob dois filtros triangulares, um na horizontal e um na vertical: perto do meio pesam mais. Os pesos somam 1.`,
  pixelOutside: 'Aqui não caiu tinta: o desenho reduzido não chega a este pixel, e ele fica preto.',
  ink: 'tinta no desenho',
  filter: 'peso de cada ponto',
  inkTimesWeight: 'peso × tinta',
  pixelSum: (count: string) => `${count} produtos somam`,
  times255: '× 255',
  rounded: 'arredondado a um nível de cinza',
  by255: '÷ 255',
  inkPoint: (row: string, column: string) => `ponto ${row}, ${column}`,
  given: 'Nível de cinza, como foi dado',
  field: 'A parte do desenho de que o número aberto depende',
};
