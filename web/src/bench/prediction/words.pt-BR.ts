export const prediction = {
  title: 'O que a rede diz',
  sentence: (digit: string, percent: string) => `É um ${digit}, com ${percent} de certeza`,
  unlike: (share: string, least: string, digit: string) =>
    `Parecido com um número: ${share} (o mínimo é ${least}); o mais perto é ${digit}`,
  unsure: (digit: string, percent: string) => `O mais perto seria ${digit}, com ${percent}`,
  refused: 'Não parece um número',
  nothing: 'nada desenhado',
  blankSentence: 'Desenhe um número, e as porcentagens aparecem aqui.',
  loading: 'Carregando a rede…',
  bar: (digit: string) => `Probabilidade de ser ${digit}`,
  number: (count: string, digits: string) => `Você desenhou ${count} algarismos: ${digits}`,
  which: 'As porcentagens e a rede são do que está marcado.',
  digits: 'Os algarismos desenhados',
  place: (place: string, count: string) => `Algarismo ${place} de ${count}`,
  latency: (ms: string) => `respondeu em ${ms} ms`,
  howGood: 'Quanto ela acerta?',
  studio: 'Veja a rede aprender',
};
