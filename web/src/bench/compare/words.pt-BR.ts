export const compare = {
  keep: 'Guardar esta imagem como B',
  swap: 'Trocar A e B',
  forget: 'Esquecer B',
  now: 'A · na folha',
  kept: 'B · guardada',
  gap: 'A − B',
  examples: 'Ou um exemplo como B',
  example: (name: string) => `Guardar como B: ${name}`,
  exampleOf: (name: string, number: string) => `${name} (${number})`,
  nothing:
    'Desenhe ou escolha uma imagem e guarde-a como B, ou use um exemplo como B. Depois desenhe ou escolha outra: aqui se vê, camada por camada, onde as duas se separam.',
  nothingKept:
    'Esta imagem é A. Guarde-a como B e desenhe ou escolha outra, ou use um exemplo como B: então se vê, camada por camada, onde as duas se separam.',
  nothingDrawn: 'B está guardada. Agora desenhe ou escolha a imagem A, acima.',
  answers: 'As respostas',
  answer: 'resposta',
  points: (value: string) => `${value} p.p.`,
  pointsTitle: 'A − B, em pontos percentuais',
  layers: 'Camada por camada',
  layersText:
    'Distância: 0% onde as duas são iguais, 100% onde nada têm em comum, mais onde apontam em sentidos opostos. Correlação: 1 onde as duas sobem e descem nos mesmos lugares.',
  apart: (percent: string) => `distância de ${percent}`,
  correlation: (value: string) => `correlação ${value}`,
  noCorrelation: 'sem correlação: uma das duas é igual em toda parte',
  firstMap: (map: string) => `O mapa ${map} é o que mais difere, por isso vem primeiro.`,
  sheet: (layer: string) =>
    `${layer} de A, de B e a diferença. As setas andam pelos valores, Page Up e Page Down pelos mapas, Enter abre o valor de A.`,
  reading: (place: string, a: string, b: string, gap: string) => `${place}: ${a} − ${b} = ${gap}`,
  hint: 'Aponte para um valor: as três folhas mostram o mesmo lugar. Um clique abre o de A.',
  failed: (message: string) => `Não deu para calcular B: ${message}`,
};
