export const compare = {
  keep: 'Guardar este desenho como B',
  swap: 'Trocar A e B',
  forget: 'Esquecer B',
  now: 'A · na folha',
  kept: 'B · guardado',
  gap: 'A − B',
  examples: 'Ou um exemplo como B',
  example: (digit: string) => `Guardar o exemplo ${digit} como B`,
  nothing:
    'Desenhe um número e guarde-o como B, ou escolha um exemplo como B. Depois desenhe outro: aqui se vê, camada por camada, onde os dois se separam.',
  nothingKept:
    'Este desenho é o A. Guarde-o como B e desenhe outro, ou escolha um exemplo como B: então se vê, camada por camada, onde os dois se separam.',
  nothingDrawn: 'O B está guardado. Agora desenhe o A na folha acima.',
  answers: 'As respostas',
  digit: 'dígito',
  points: (value: string) => `${value} p.p.`,
  pointsTitle: 'A − B, em pontos percentuais',
  layers: 'Camada por camada',
  layersText:
    'Distância: 0% onde os dois são iguais, 100% onde nada têm em comum, mais onde apontam em sentidos opostos. Correlação: 1 onde os dois sobem e descem nos mesmos lugares.',
  apart: (percent: string) => `distância de ${percent}`,
  correlation: (value: string) => `correlação ${value}`,
  noCorrelation: 'sem correlação: um dos dois é igual em toda parte',
  firstMap: (map: string) => `O mapa ${map} é o que mais difere, por isso vem primeiro.`,
  sheet: (layer: string) =>
    `${layer} de A, de B e a diferença. As setas andam pelos valores, Page Up e Page Down pelos mapas, Enter abre o valor de A.`,
  reading: (place: string, a: string, b: string, gap: string) => `${place}: ${a} − ${b} = ${gap}`,
  hint: 'Aponte para um valor: os três mostram o mesmo lugar. Um clique abre o de A.',
  failed: (message: string) => `Não deu para calcular o B: ${message}`,
};
