export const prediction = {
  title: 'O que a rede diz',
  sentence: (digit: string, percent: string) => `É um ${digit}, com ${percent} de certeza`,
  unlike: (share: string, least: string, digit: string) =>
    `Parecido com um número: ${share} (o mínimo é ${least}); o mais próximo é ${digit}`,
  unsure: (digit: string, percent: string) => `O mais próximo seria ${digit}, com ${percent}`,
  refused: 'Não parece um número',
  nothing: 'nada desenhado',
  blankSentence: 'Desenhe um número, e as porcentagens aparecem aqui.',
  loading: 'Carregando a rede…',
  bar: (digit: string) => `Probabilidade de ser ${digit}`,
  number: (count: number, shown: string, digits: string, all: string | null) =>
    `Você desenhou ${shown} ${count === 1 ? 'algarismo' : 'algarismos'}: ${digits}` +
    (all ? ` (tudo certo: ${all})` : ''),
  correct: 'Corrigir a separação',
  split: 'Separar em dois',
  splitHelp: 'O algarismo marcado são, na verdade, dois',
  join: 'Juntar com o próximo',
  joinHelp: 'O algarismo marcado e o próximo são um só',
  which: 'As porcentagens e a rede são as do algarismo marcado.',
  digits: 'Os algarismos desenhados',
  place: (place: string, count: string) => `Algarismo ${place} de ${count}`,
  latency: (ms: string) => `respondeu em ${ms} ms`,
  howGood: 'Quanto ela acerta?',
  studio: 'Veja a rede aprender',
  megabytes: (loaded: string, total: string) => `${loaded} de ${total} MB`,
};
