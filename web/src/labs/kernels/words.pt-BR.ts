import type { KernelName } from '../../core/kernels';

const kernels: Record<KernelName, string> = {
  identity: 'identidade',
  boxBlur: 'média 1/9',
  gaussian: 'gaussiano',
  sharpen: 'nitidez',
  sobelX: 'Sobel x',
  sobelY: 'Sobel y',
  prewittX: 'Prewitt x',
  prewittY: 'Prewitt y',
  laplacian: 'laplaciano',
  emboss: 'relevo',
  motionBlur: 'movimento',
};

const about: Record<KernelName, string> = {
  identity: 'Só o centro vale 1: a imagem sai igual.',
  boxBlur: 'A média dos vizinhos: cada um pesa o mesmo, e a imagem fica borrada.',
  gaussian: 'Uma média em que o centro pesa mais: borra com mais suavidade.',
  sharpen: 'Realça o que difere dos vizinhos: as bordas ficam mais fortes.',
  sobelX: 'Direita menos esquerda: responde a bordas verticais.',
  sobelY: 'Embaixo menos em cima: responde a bordas horizontais.',
  prewittX: 'Como Sobel x, com pesos iguais nas três linhas.',
  prewittY: 'Como Sobel y, com pesos iguais nas três colunas.',
  laplacian: 'Os vizinhos menos quatro vezes o centro: responde a bordas de qualquer direção.',
  emboss: 'Uma borda em diagonal somada à imagem: parece luz vinda de um canto.',
  motionBlur: 'A média ao longo da diagonal: como uma foto tremida.',
};

const settings = { stride: 'passo (stride)', padding: 'borda (padding)', dilation: 'dilatação' };

export const kernelLab = {
  title: 'Laboratório de kernels',
  lead: 'Um kernel é uma pequena tabela de números. Ele desliza pela imagem; em cada posição multiplica, soma e escreve um valor. Aponte para um pixel e veja a conta.',

  picture: 'Imagem',
  sources: 'De onde vem a imagem',
  study: 'Exemplo',
  square: 'Quadrado',
  digit: 'Dígito',
  digitOf: (digit: string) => `Dígito ${digit}`,
  drawing: 'Desenho',
  file: 'Arquivo…',
  camera: 'Câmera',
  freeze: 'Congelar',
  unfreeze: 'Continuar',
  rate: (rate: string, ms: string) => `${rate} quadros por segundo, ${ms} ms por quadro`,
  pasted: 'imagem colada',
  dropHere: 'Solte a imagem aqui. Ela fica no seu navegador.',
  clear: 'Limpar o desenho',
  undo: 'Desfazer',
  studyName: 'a sala de estudos, desenhada por um programa',
  squareName: 'um quadrado branco, com bordas nos quatro lados',
  digitName: (digit: string) => `um ${digit} escrito à mão, do MNIST`,
  drawingName: 'o seu desenho',
  cameraName: 'a câmera; as imagens ficam neste computador',
  size: (width: string, height: string) => `${width} × ${height}`,
  reduced: (size: string) => `aqui com ${size}`,
  firstFrame: (frames: string) => `uma animação de ${frames} quadros: vale o primeiro`,
  unreadable: (name: string) =>
    `“${name}” não é uma imagem que o navegador consiga abrir. A anterior continua aqui; tente PNG, JPEG, GIF ou WebP.`,
  exampleFailed: 'A imagem de exemplo não carregou. Escolha outra ou recarregue a página.',
  cameraFailed: 'A câmera não abriu. Dê permissão a esta página, ou escolha outra imagem.',
  notInLink:
    'A imagem deste link ficou no computador de quem o fez; aqui está o exemplo, com o mesmo kernel.',
  opening: 'abrindo a imagem…',

  planes: 'O kernel passa por',
  grey: 'cinza',
  colour: 'cada cor',
  plane: 'A conta é do plano',
  planeNames: ['R', 'G', 'B'],
  planeLong: ['vermelho', 'verde', 'azul'],

  kernel: 'Kernel',
  kernelNumber: (number: string) => `Kernel ${number}`,
  stages: 'Kernels em sequência',
  addSecond: '+ segundo kernel',
  removeSecond: 'Tirar o segundo',
  kernelSize: 'tamanho',
  kernels,
  about,
  aboutOwn: 'Um kernel seu.',
  aboutLearned: (index: string, layer: string) =>
    `O kernel ${index} de ${layer}: ninguém o escreveu, a rede o aprendeu com 60.000 dígitos.`,
  choose: 'Kernels clássicos',
  learnedTitle: (count: string) => `Os ${count} que a rede aprendeu`,
  learnedOpen: 'Os 32 que a rede aprendeu',
  learnedLoading: 'buscando os pesos da rede…',
  learnedFailed: (message: string) => `Os pesos da rede não carregaram: ${message}`,
  learnedOf: (index: string) => `Kernel aprendido ${index}`,
  editHelp:
    'Escreva em qualquer célula: −1, 0,25, 1/9. As setas ↑ ↓ mudam em 0,05, com Shift em 0,5.',
  settings,
  edges: 'além da borda',
  edgeNames: { none: 'nada', zero: 'zeros', reflect: 'espelho' },

  fieldProblem: (setting: string, text: string, least: string, most: string) =>
    `${setting}: “${text}” não serve; use um número inteiro de ${least} a ${most}. O último resultado válido continua aqui.`,
  strideProblem: (text: string, least: string, most: string) =>
    `Com passo “${text}” o kernel não anda; use um número inteiro de ${least} a ${most}. O último resultado válido continua aqui.`,
  weightProblem: (text: string, row: string, column: string) =>
    `“${text}”, na linha ${row} e coluna ${column} do kernel, não é um número; escreva algo como −1, 0,25 ou 1/9. O valor anterior continua valendo.`,
  spanProblem: (size: string, span: string, padded: string, least: string) =>
    `O kernel de ${size} cobre ${span} pixels, mais que os ${padded} da imagem com a borda; diminua o kernel ou a dilatação, ou use borda de pelo menos ${least}. O último resultado válido continua aqui.`,
  reflectProblem: (padding: string, side: string) =>
    `Para espelhar ${padding} pixels a imagem precisa de mais de ${padding} por lado, e tem ${side}; diminua a borda ou use zeros. O último resultado válido continua aqui.`,
  inStage: (number: string, sentence: string) => `Kernel ${number}. ${sentence}`,
  leftOut: 'O endereço pede um kernel que não existe aqui; este é o mais próximo.',

  result: 'Resultado',
  resultOf: (number: string) => `Depois do kernel ${number}`,
  look: 'Mostrar',
  looks: { picture: 'como imagem', signed: 'com sinal' },
  legendPicture: '0 é preto, 1 é branco; o que passa disso é cortado',
  legendSigned: (most: string) =>
    `cores de −${most} a ${most}, cheias além disso; zero tem a cor do papel`,
  resultMap: 'Resultado. As setas movem a posição.',
  sourceMap: 'Imagem. As setas movem a posição.',
  stale: 'resultado anterior',

  arithmetic: (row: string, column: string) => `A conta do pixel (${row}, ${column})`,
  window: 'janela da imagem',
  windowOfFirst: 'janela do resultado do kernel 1',
  kernelCells: 'kernel',
  productCells: 'produtos',
  sum: (count: string) => `${count} produtos somam`,
  outside: 'Células claras ficam além da borda.',

  formulaTitle: 'Tamanho do resultado',
  width: 'largura',
  height: 'altura',
  formula: '⌊(lado + 2·borda − dilatação·(kernel − 1) − 1) ÷ passo⌋ + 1',
  code: 'Em PyTorch',

  separableTitle: 'Separável?',
  separable: 'Sim: é uma coluna vezes uma linha (posto 1).',
  column: 'coluna',
  row: 'linha',
  inseparable:
    'Não: nenhuma coluna vezes uma linha dá este kernel. Todas as multiplicações são necessárias.',
  separableZero: 'Só zeros: não há o que multiplicar.',
  saves: (whole: string, parts: string) =>
    `Por pixel, ${whole} multiplicações viram ${parts}: primeiro a linha, depois a coluna.`,
  savesNothing: (whole: string, parts: string) =>
    `Por pixel seriam ${parts} multiplicações em vez de ${whole}: neste tamanho não se ganha nada.`,
  savesAll: (whole: string, parts: string) =>
    `Nesta imagem: ${whole} multiplicações, ou ${parts} em dois passos.`,

  fieldTitle: 'Campo receptivo',
  fieldOne: (size: string) =>
    `Cada valor do resultado vê ${size} × ${size} pixels da imagem. Acrescente um segundo kernel, e verá mais.`,
  fieldTwo: (size: string) =>
    `Cada valor do último resultado vê ${size} × ${size} pixels da imagem: a moldura na imagem à esquerda.`,
  fieldStep: (number: string) => `kernel ${number}`,
  composed: (size: string) =>
    `Sem ReLU entre eles, os dois equivalem a um só kernel de ${size} × ${size}. Por isso uma rede põe uma ReLU entre duas convoluções.`,
  composedLabel: 'o kernel único que equivale aos dois',
};
