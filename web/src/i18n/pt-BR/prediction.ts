export const prediction = {
  title: 'O que a rede diz',
  sentence: (digit: string, percent: string) => `É um ${digit}, com ${percent} de certeza`,
  unsure: (digit: string, percent: string) => `O mais perto seria ${digit}, com ${percent}`,
  refused: 'Não parece um número',
  nothing: 'nada desenhado',
  blankSentence: 'Desenhe um número, e as porcentagens aparecem aqui.',
  loading: 'Carregando a rede…',
  bar: (digit: string) => `Probabilidade de ser ${digit}`,
  latency: (ms: string) => `respondeu em ${ms} ms`,
};
