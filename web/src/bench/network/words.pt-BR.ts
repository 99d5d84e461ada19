export const network = {
  title: 'O que acontece lá dentro',
  description:
    'A rede inteira, da entrada à saída. Setas andam dentro de um mapa, PageUp e PageDown trocam de mapa, Ctrl com seta troca de camada, Enter abre o valor, Esc o solta.',
  hint: 'Aponte para qualquer valor: as linhas mostram de onde ele vem. Um clique o abre.',
  touchHint: 'Toque em qualquer valor: as linhas mostram de onde ele vem. Um segundo toque o abre.',
  loading: 'A rede aparece aqui assim que carregar.',
  input: 'entrada',
  output: 'saída',
  softmax: 'porcentagens',
  flatten: 'achata',
  pool: (size: string) => `max pool ${size}×${size}`,
  map: (channel: string) => `mapa ${channel}`,
  value: (index: string) => `valor ${index}`,
  place: (row: string, column: string) => `linha ${row}, coluna ${column}`,
  range: (least: string, most: string) => `${least} a ${most}`,
  pixel: 'Um pixel do que a rede vê: 0 é fundo, 1 é traço.',
  nothing: 'Desenhe um número, e este valor aparece.',
  nothingElse: 'Desenhe ou escolha uma imagem, e este valor aparece.',
  sum: (terms: string, sum: string, bias: string, total: string) =>
    `${terms} produtos somam ${sum}; com o viés ${bias} dá ${total}.`,
  relu: (value: string) => `A ReLU deixa ${value}.`,
  largest: (size: string) => `O maior da janela de ${size}×${size}; os outros ficam para trás.`,
  copied: (channel: string, row: string, column: string) =>
    `O mesmo valor do mapa ${channel}, linha ${row}, coluna ${column}, agora num vetor.`,
  positive: 'a favor',
  negative: 'contra',
};
