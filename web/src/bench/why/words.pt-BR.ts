export const why = {
  title: 'Por que esta resposta',
  explained: 'Qual número explicar?',
  digit: (digit: string) => `Explicar o ${digit}`,
  isNow: (digit: string, percent: string, logit: string) =>
    `A rede dá ${percent} ao ${digit}; o logit dele é ${logit}. Grad-CAM e gradiente × entrada explicam esse logit; a oclusão explica a porcentagem.`,
  occlusion: 'Oclusão',
  occlusionRange: 'pontos percentuais perdidos sob o quadrado',
  occlusionText: (size: string, runs: string) =>
    `Um quadrado cinza de ${size}×${size} pixels desliza sobre o desenho, ${runs} vezes ao todo. Laranja: a porcentagem cai quando este lugar é coberto; azul: sobe. Mostra do que a rede sente falta de verdade. Não mostra o que dois lugares fazem juntos, e nenhum número tem um quadrado cinza.`,
  gradient: 'Gradiente × entrada',
  gradientRange: 'a favor e contra, em logit',
  gradientText:
    'A inclinação do logit em cada pixel, vezes a tinta dele. Mostra que traço empurra o logit para cima ou para baixo, pixel a pixel. Não diz nada do papel vazio (sem tinta, sempre zero), e vale só para mudanças mínimas: além delas, a rede deixa de ser linear.',
  gradCam: 'Grad-CAM',
  gradCamRange: 'mapas ponderados, só o que fala a favor do número',
  gradCamText: (layer: string) =>
    `Os mapas de ${layer}, cada um ponderado pela sua inclinação média, somados. Mostra onde a última convolução vê algo que fala a favor do número. Não mostra o que fala contra, nem nada mais fino que suas células; na moldura em volta delas nenhuma janela tem seu centro.`,
  noConvolution: 'Esta rede não tem convolução para o Grad-CAM ler.',
  outline: 'O contorno é o do desenho.',
  at: (row: string, column: string) => `linha ${row}, coluna ${column}`,
  point: 'Aponte um pixel, ou foque um mapa e use as setas: os três mostram seu valor.',
  outside: 'sem célula aqui',
  map: (name: string, digit: string) =>
    `${name} para o ${digit}, sobre o desenho. As setas andam pelos pixels.`,
  points: (value: string) => `${value} p.p.`,
  counterfactual: 'O que faria disto um …?',
  counterfactualText: (seconds: string) =>
    `A menor mudança de tons de cinza, entre as que uma busca de ${seconds} s encontra, que faz a rede responder esse número. Mostra quão perto está a outra resposta, não como uma pessoa a desenharia.`,
  target: (digit: string) => `O que faria disto um ${digit}?`,
  original: 'Desenho',
  change: 'Mudança',
  result: 'Resultado',
  choose: 'Escolha um número: a busca começa na hora.',
  searching: (digit: string) => `Procurando um ${digit}…`,
  found: (pixels: string, most: string, distance: string, digit: string, percent: string) =>
    `${pixels} pixels mudaram, em no máximo ${most} de 255 tons de cinza (L2 ${distance}): agora é um ${digit} com ${percent}.`,
  before: (digit: string, percent: string) => `antes: ${digit} com ${percent}`,
  nothingToChange: (digit: string) => `Já é um ${digit}: nada precisa mudar.`,
  notFound: (digit: string, seconds: string) =>
    `Nenhuma mudança para um ${digit} foi encontrada em ${seconds} s. Isso não prova que não exista.`,
  load: 'Pôr o resultado na folha',
  loading: 'Perguntando à rede…',
  nothing: 'Desenhe um número, e aqui aparece do que a resposta depende.',
  moving: 'Esperando a caneta parar.',
  failed: (message: string) => `Não deu certo: ${message}`,
  shares: (digit: string, percent: string) => `${digit}: ${percent}`,
};
