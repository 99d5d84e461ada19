export const poolLab = {
  title: 'Laboratório de pooling',
  lead: 'De cada janela só um número segue adiante: o maior, ou a média. A imagem encolhe, e o que é forte fica.',
  input: 'Entrada',
  inputs: { kernel: 'o resultado do kernel', picture: 'a imagem em cinza' },
  kind: 'De cada janela',
  kinds: { max: 'o maior', average: 'a média' },
  settings: {
    size: 'janela',
    stride: 'passo (stride)',
    padding: 'borda (padding)',
    dilation: 'dilatação',
  },
  output: 'Depois do pooling',
  inputMap: 'Entrada. As setas movem a janela.',
  outputMap: 'Resultado do pooling. As setas movem a posição.',
  arithmetic: (row: string, column: string) => `A janela do valor (${row}, ${column})`,
  window: 'janela',
  maxWins: 'o maior vence',
  mean: (count: string) => `soma dividida por ${count}`,
  padding: 'Células claras ficam além da borda: um máximo as ignora, uma média as conta como zero.',
  saves: (before: string, after: string, times: string) =>
    `${before} valores viram ${after}: ${times} vezes menos.`,
  savesNothing: (before: string, after: string) => `${before} valores viram ${after}.`,
  staysTitle: 'O que fica quando a imagem se move um pixel',
  staysHelp: (tolerance: string) =>
    `Dos valores acima de ${tolerance} (um vigésimo do maior), esta parte continua a menos de ${tolerance} do que era no mesmo lugar.`,
  before: 'antes do pooling',
  after: 'depois do pooling',
  moved: 'Depois do pooling, com a imagem movida',
  difference: 'O que mudou',
  more: 'Aqui o pooling ajuda: tolera um movimento dentro da sua janela.',
  less: 'Aqui o pooling não ajuda: o movimento cruza a borda das janelas.',
  equal: 'Aqui o pooling não faz diferença.',
  halfProblem: (padding: string, size: string, most: string) =>
    `Uma borda de ${padding} é mais que a metade da janela de ${size}: haveria janelas só de borda. Use no máximo ${most}. O último resultado válido continua aqui.`,
  sizeProblem: (text: string, least: string, most: string) =>
    `Uma janela de “${text}” não serve; use um número inteiro de ${least} a ${most}. O último resultado válido continua aqui.`,
};
