export const quality = {
  title: 'Quanto a rede acerta, e onde erra',
  lead: 'Tudo aqui foi medido em imagens que não serviram para treinar a rede nem para escolher nada nela. Os erros estão todos aqui: dá para pôr cada um na folha e ver o que a rede faz com ele.',
  back: 'Voltar ao desenho',
  loading: 'Carregando as medidas…',
  failed: 'As medidas não carregaram',
  otherNetwork: (measured: string, here: string) =>
    `Atenção: isto foi medido na versão ${measured} da rede, com outros pesos. A que roda aqui é a versão ${here}.`,
  points: (value: string) => `${value} p.p.`,

  figures: 'Em poucos números',
  test: 'acertos nas imagens de teste do MNIST',
  testNote: (mistakes: string, images: string) => `${mistakes} erros em ${images}`,
  pen: 'acertos em números escritos à caneta',
  penNote: (mistakes: string, images: string, drawings: string, pens: string) =>
    `${drawings} números, cada um com ${pens} larguras de traço: ${mistakes} erros em ${images}`,
  corrupted: 'acertos em imagens de teste estragadas',
  corruptedNote: (count: string, name: string, share: string) =>
    `média de ${count} estragos do MNIST-C; o pior: ${name}, ${share}`,
  digits8: 'acertos em números de 8×8 pixels',
  digits8Note: (mistakes: string, images: string) =>
    `load_digits, outra população: ${mistakes} erros em ${images}`,
  calibration: 'entre a certeza que diz e o acerto que tem',
  calibrationNote: (pen: string) =>
    `erro de calibração (ECE) no teste; nos números à caneta, ${pen}`,
  refused: 'dos números de teste recusados sem motivo',
  refusedNote: (pen: string) => `dos escritos à caneta, ${pen}`,
  letters: 'das letras à caneta recusadas, como se deve',
  lettersNote: (share: string) => `as outras, ${share}, são lidas como números`,
  others: (name: string) => `de ${name} recusado, como se deve`,
  othersNote: (images: string) => `${images} imagens que não são números`,

  mistakes: 'Todos os erros',
  mistakesText: (mistakes: string, images: string, share: string) =>
    `Das ${images} imagens de teste, a rede lê ${mistakes} de forma diferente do rótulo: ${share}. Na tabela, cada linha é um rótulo e cada coluna, uma resposta. Escolha uma célula, uma linha ou uma coluna para ver só os erros dela.`,
  ceiling: (known: string, mistaken: string, agreed: string, rest: string, ceiling: string) =>
    `O teto: ${known} rótulos do teste são sabidamente duvidosos, porque menos de três em cinco pessoas os confirmaram (Northcutt e outros, 2021). ${mistaken} deles estão entre estes erros, e em ${agreed} a rede lê o mesmo que as pessoas; sem eles restam ${rest} erros. Nem uma pessoa atenta passaria muito de ${ceiling}.`,
  confusion: 'Rótulo (linhas) e resposta da rede (colunas)',
  corner: 'rótulo \\ resposta',
  all: (count: string) => `Todos (${count})`,
  known: (count: string) => `Rótulos duvidosos (${count})`,
  cellFilter: (label: string, readAs: string, count: string) => `${label} → ${readAs} (${count})`,
  rowFilter: (label: string, count: string) => `rótulo ${label} (${count})`,
  columnFilter: (readAs: string, count: string) => `lidos como ${readAs} (${count})`,
  none: 'Aqui não há nenhum erro.',
  order: 'Da resposta mais segura à menos segura. As setas andam entre as imagens.',
  mistake: (label: string, readAs: string, percent: string) =>
    `Rótulo ${label}, lido como ${readAs} com ${percent}`,
  mistakeKnown: (mistake: string) => `${mistake}; rótulo duvidoso`,
  mark: 'rótulo duvidoso',

  image: (index: string) => `Imagem ${index}`,
  label: 'rótulo',
  readAs: 'rede',
  isKnown:
    'O rótulo desta imagem é sabidamente duvidoso: menos de três em cinco pessoas o confirmaram.',
  peopleRead: (digit: string) => `A maioria lê um ${digit}.`,
  peopleDisagree: 'As pessoas não concordam sobre o que é.',
  whatItSays: 'O que a rede diz desta imagem',
  bring: 'Pôr na folha',
  bringHelp: 'A folha recebe estes 28×28 pixels, e a rede responde ali, camada por camada.',
  previous: 'Erro anterior',
  next: 'Próximo erro',
  place: (at: string, count: string) => `${at} de ${count}`,

  reliability: 'A porcentagem merece confiança?',
  reliabilityText:
    'Quando a rede diz 80%, ela deveria acertar 80 em cada 100 vezes: na diagonal, diz exatamente o que sabe; abaixo dela, confia demais; acima, de menos. Cada ponto junta as respostas de uma faixa de dez por cento; o traço vertical é onde o acerto verdadeiro está com 95% de confiança.',
  few: (few: string, surest: string) =>
    `Pontos vazados têm menos de ${few} imagens e dizem pouco. Na última faixa estão ${surest} das imagens de teste.`,
  reliabilityChart: 'Acerto pela certeza dita, por faixa de dez por cento',
  confidence: 'certeza que a rede diz',
  accuracy: 'acerto',
  bin: (from: string, to: string) => `${from} a ${to}`,
  binRow: 'faixa',
  images: 'imagens',
  clean: 'imagens de teste',
  byPen: 'números à caneta',
  interval: (low: string, high: string) => `${low} a ${high}`,
  intervalHead: 'acerto com 95% de confiança',

  curves: 'Até onde ela aguenta',
  curvesText:
    'As imagens de teste, cada vez mais mudadas, entram na rede como estão. Na folha ela se sai melhor que isto: o preparo recorta o desenho, ajusta o tamanho e centra pela massa antes que a rede o veja, e assim desfaz deslocamento e escala.',
  curve: {
    shifted: 'Deslocadas',
    scaled: 'Maiores e menores',
    rotated: 'Giradas',
    thickened: 'De traço mais fino e mais grosso',
  } as Record<string, string>,
  unit: {
    shifted: 'pixels, num dos quatro sentidos',
    scaled: 'vezes o tamanho',
    rotated: 'graus, para um lado ou outro',
    thickened: 'pixels a mais no traço',
  } as Record<string, string>,
  curveLabel: (name: string, points: string) => `${name}: acertos de ${points}`,
  curvePoint: (value: string, share: string) => `${share} em ${value}`,
  percentRight: '% de acertos',

  corruptions: 'Quinze jeitos de estragar uma imagem',
  corruptionsText: (mean: string, clean: string) =>
    `As corrupções do MNIST-C (Mu e Gilmer, 2019), refeitas aqui a partir do artigo, nas imagens de teste. Barra e número são a parte que a rede lê errado: na média, ${mean}; sem estrago, ${clean}.`,
  corruption: {
    shot_noise: 'Poucos fótons',
    impulse_noise: 'Sal e pimenta',
    glass_blur: 'Vidro fosco',
    motion_blur: 'Movimento',
    shear: 'Inclinação',
    scale: 'Redução',
    rotate: 'Rotação',
    brightness: 'Brilho',
    translate: 'Deslocamento',
    stripe: 'Faixas invertidas',
    fog: 'Neblina',
    spatter: 'Respingos',
    dotted_line: 'Linha pontilhada',
    zigzag: 'Ziguezague',
    canny_edges: 'Só os contornos',
  } as Record<string, string>,
  unspoilt: 'Sem estrago',
  wrong: (share: string) => `${share} errado`,

  sets: 'Tudo o que foi medido',
  setsText:
    'Os números à caneta foram escritos por pessoas que não escreveram nada no MNIST; aqui são redesenhados, traço por traço, com canetas de larguras diferentes (em partes da folha). load_digits são imagens de 8×8 pixels de outra coleta, ampliadas. Rabiscos e hachuras são desenhados por um programa, com canetas de várias larguras; de uma só volta, muitos parecem um 0 ou um 1. Das letras e do que mais não é número, o que conta é quantos a rede se recusa a ler; AUROC é a chance de a rede ter mais certeza de um número do que de um não número.',
  setsTable: 'Tabela de todos os conjuntos',
  set: 'conjunto',
  right2: 'certo',
  mistakesHead: 'erros',
  meanConfidence: 'certeza média',
  ece: 'ECE',
  refusedHead: 'números recusados',
  othersHead: 'não números',
  othersRefused: 'destes, recusados',
  auroc: 'AUROC',
  setTest: 'MNIST, teste',
  setPen: (name: string, width: string) => `${name}, caneta de ${width}`,
  setAll: (name: string) => `${name}, todas as canetas`,
  setDigits8: 'load_digits (scikit-learn)',
  names: {
    'uji-pen-strokes': 'UJI Pen',
    'fashion-mnist': 'Fashion-MNIST',
    short_scribble: 'rabiscos de uma volta',
    scribble: 'rabiscos de três voltas',
    long_scribble: 'rabiscos de nove voltas',
    hatching: 'hachuras',
    several: 'dois a quatro números de uma vez',
  } as Record<string, string>,

  lettersTitle: 'Letras que passam por números',
  lettersText:
    'De cada letra, escrita por várias pessoas e com cada caneta, a parte que a rede recusa. Embaixo, o número que ela mais lê onde não recusa. Um o sem contexto é um zero: aqui o erro nem sempre é da rede.',
  letter: (letter: string, share: string, readAs: string | null) =>
    readAs === null
      ? `${letter}: ${share} recusado`
      : `${letter}: ${share} recusado, senão lido como ${readAs}`,
};
