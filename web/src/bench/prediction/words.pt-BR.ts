/** O que faria do primeiro dígito o segundo, pelos dois. */
const TELLING: Readonly<Record<string, string>> = {
  '17': 'um 7 sem o traço',
  '71': 'um 1 com a bandeira comprida',
  '49': 'um 9 aberto em cima',
  '94': 'um 4 fechado em cima',
  '38': 'um 8 aberto à esquerda',
  '83': 'um 3 fechado à esquerda',
  '56': 'um 6 aberto embaixo',
  '65': 'um 5 fechado embaixo',
  '06': 'um 6 de haste curta',
  '60': 'um 0 com cauda',
  '27': 'um 7 com pé',
  '72': 'um 2 sem o pé',
};

export const prediction = {
  title: 'O que a rede diz',
  sentence: (digit: string, percent: string) => `É um ${digit}, com ${percent} de certeza`,
  doubt: (digit: string, percent: string, other: string) =>
    `Um ${digit}, com ${percent} de certeza, ou ${TELLING[digit + other] ?? `um ${other}`}`,
  unlike: (share: string, least: string, digit: string) =>
    `Parecido com um número: ${share} (o mínimo é ${least}); o mais próximo é ${digit}`,
  unsure: (digit: string, percent: string) => `O mais próximo seria ${digit}, com ${percent}`,
  refused: 'Não parece um número',
  nothing: 'nada desenhado',
  blankSentence: 'Desenhe um número, e as porcentagens aparecem aqui.',
  loading: 'Carregando a rede…',
  bar: (digit: string) => `Probabilidade de ser ${digit}`,
  number: (count: number, shown: string, digits: string) =>
    `Você desenhou ${shown} ${count === 1 ? 'algarismo' : 'algarismos'}: ${digits}`,
  all: (percent: string) => `Tudo certo: ${percent}.`,
  correct: 'Corrigir a separação',
  split: 'Separar em dois',
  splitHelp: 'O algarismo marcado são, na verdade, dois',
  join: 'Juntar com o próximo',
  joinHelp: 'O algarismo marcado e o próximo são um só',
  which: 'Barras e rede: o algarismo marcado.',
  digits: 'Os algarismos desenhados',
  place: (place: string, count: string) => `Algarismo ${place} de ${count}`,
  latency: (ms: string) => `respondeu em ${ms} ms`,
  howGood: 'Quanto ela acerta?',
  studio: 'Veja a rede aprender',
  megabytes: (loaded: string, total: string) => `${loaded} de ${total} MB`,
};
