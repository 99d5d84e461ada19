export const why = {
  title: 'Por que esta resposta',
  explained: 'Qual resposta explicar?',
  /** Um número como a frase o diz. O que abaixo se chama `noun` é um destes, ou outra classe: "um casaco". */
  noun: (digit: string) => `um ${digit}`,
  explain: (noun: string) => `Por que ${noun}?`,
  isNow: (noun: string, percent: string, logit: string) =>
    `A rede dá ${percent} a ${noun}, com logit ${logit}. Grad-CAM e gradiente × entrada explicam esse logit; a oclusão explica a porcentagem.`,
  occlusion: 'Oclusão',
  occlusionRange: 'pontos percentuais perdidos sob o quadrado',
  occlusionText: (size: string, runs: string) =>
    `Um quadrado cinza de ${size}×${size} pixels desliza sobre a imagem, ${runs} vezes ao todo. Laranja: a porcentagem cai quando este lugar é coberto; azul: sobe. Mostra do que a rede sente falta de verdade. Não mostra o que dois lugares fazem juntos, nem o que haveria ali em vez de um quadrado cinza.`,
  gradient: 'Gradiente × entrada',
  gradientRange: 'a favor e contra, em logit',
  gradientText:
    'A inclinação do logit em cada pixel, vezes o pixel. Mostra que pixels empurram o logit para cima ou para baixo, um a um. Não diz nada do fundo vazio (ali é zero, seja qual for a inclinação), e vale só para mudanças mínimas: além delas, a rede deixa de ser linear.',
  gradCam: 'Grad-CAM',
  gradCamRange: 'mapas ponderados, só o que fala a favor',
  gradCamText: (layer: string, rows: string, columns: string) =>
    `Os mapas de ${layer}, cada um ponderado pela sua inclinação média, somados. Mostra onde a última convolução vê algo que fala a favor desta resposta. Não mostra o que fala contra, nem nada mais fino que suas ${rows} × ${columns} células.`,
  gradCamFrame: 'Na moldura em volta delas nenhuma janela tem seu centro.',
  noConvolution: 'Esta rede não tem convolução para o Grad-CAM ler.',
  outline: 'O contorno é o da imagem.',
  at: (row: string, column: string) => `linha ${row}, coluna ${column}`,
  point: 'Aponte um pixel, ou foque um mapa e use as setas: os três mostram seu valor.',
  outside: 'sem célula aqui',
  map: (name: string, noun: string) =>
    `${name} para ${noun}, sobre a imagem. As setas andam pelos pixels.`,
  points: (value: string) => `${value} p.p.`,
  counterfactual: 'O que faria disto outra coisa?',
  counterfactualText: (seconds: string) =>
    `A menor mudança de tons de cinza, entre as que uma busca de ${seconds} s encontra, que faz a rede dar essa resposta. Mostra quão perto está a outra resposta, não como é de verdade o que ela nomeia.`,
  target: (noun: string) => `O que faria disto ${noun}?`,
  original: 'Imagem',
  change: 'Mudança',
  result: 'Resultado',
  choose: 'Escolha uma resposta: a busca começa na hora.',
  searching: (noun: string) => `Procurando ${noun}…`,
  found: (pixels: string, most: string, distance: string, noun: string, percent: string) =>
    `${pixels} pixels mudaram, em no máximo ${most} de 255 tons de cinza (L2 ${distance}): agora é ${noun} com ${percent}.`,
  nothingToChange: (noun: string) => `Já é ${noun}: nada precisa mudar.`,
  notFound: (noun: string, seconds: string) =>
    `Nenhuma mudança para ${noun} foi encontrada em ${seconds} s. Isso não prova que não exista.`,
  load: 'Pôr o resultado na folha',
  loading: 'Perguntando à rede…',
  nothing: 'Desenhe ou escolha uma imagem, e aqui aparece do que a resposta depende.',
  moving: 'Esperando a caneta parar.',
  failed: (message: string) => `Não deu certo: ${message}`,
  shares: (label: string, percent: string) => `${label}: ${percent}`,
};
