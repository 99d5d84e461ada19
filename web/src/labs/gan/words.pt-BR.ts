import type { GanSection } from './ganLab.svelte';

const sections: Record<GanSection, string> = {
  noise: 'Do ruído ao dígito',
  judge: 'O discriminador julga',
  duel: 'O duelo',
};

export const gan = {
  title: 'O laboratório das GANs',
  contents: 'Partes do laboratório',
  sections,
  failed: 'As redes da GAN não carregaram',
  loading: 'Buscando o gerador e o discriminador…',
  noise: {
    lead: 'O gerador recebe 64 números sorteados e o dígito que se quer. Nada mais: cada pixel do desenho sai deles.',
    field: 'O vetor de ruído, 64 números',
    fieldHelp:
      'Setas para cima e para baixo mudam o número, com Shift dez vezes mais; setas para os lados vão a outro número; digite um valor para escrevê-lo.',
    number: (index: string) => `número ${index}`,
    value: 'valor',
    limits: (limit: string) => `de −${limit} a ${limit}`,
    sample: 'Sortear outros 64',
    seed: (seed: string) => `semente ${seed}`,
    byHand: 'mudado à mão',
    digit: 'O dígito que se quer',
    digitName: (digit: string) => `um ${digit}`,
    picture: 'O dígito que saiu',
    pictureOf: (digit: string) => `Pediu-se um ${digit}; eis o que o gerador fez.`,
    between: (from: string, to: string, share: string) =>
      `Entre um ${from} e um ${to}, a ${share} do caminho.`,
    clamped: (count: string, limit: string) =>
      `O endereço pedia ${count} além de ±${limit}: ficam no limite.`,
    unreadable: (count: string) => `No endereço não foi possível ler ${count}: no lugar fica 0.`,
    numbers: (count: number, text: string) => (count === 1 ? 'um número' : `${text} números`),
    onTheWay:
      'A caminho da outra ponta os números seguem o caminho; volte ao início para mudá-los.',
    directions: 'Direções que querem dizer algo',
    directionsLead:
      'Somar ao ruído um múltiplo de 64 números fixos muda o desenho de um jeito que tem nome. As direções foram achadas nos dados, e nenhuma muda uma coisa só.',
    directionNames: { slant: 'inclinação', thickness: 'espessura', width: 'largura' } as Record<
      string,
      string
    >,
    explains: (share: string, name: string) => `explica ${share} da ${name}`,
    effects: (name: string) => `Em média, nesta posição da direção ${name}`,
    sigma: (value: string) => `${value} σ`,
    effectNote:
      'Barras: o efeito médio a essa distância, em desvios padrão (σ) do que se mede. Onde a porcentagem é baixa, espere pouco da direção.',
  },
  journey: {
    title: 'De um ruído a outro',
    lead: 'Escolha a outra ponta: outro ruído, outro dígito, ou os dois. O ruído gira em torno da origem, para não encurtar no meio do caminho.',
    otherNoise: 'Ir a outro ruído',
    sameNoise: 'Com o mesmo ruído, ir a outro dígito',
    again: 'Sortear a outra ponta',
    close: 'Desfazer',
    play: 'Tocar',
    pause: 'Pausar',
    share: 'No caminho',
    toDigit: 'O dígito da outra ponta',
    film: (share: string) => `a ${share} do caminho`,
    digitsNote:
      'Entre dois dígitos o gerador recebe um pouco de cada um, o que nunca viu ao treinar: o que sai no meio é invenção dele.',
  },
  way: {
    title: 'Por dentro do gerador',
    lead: 'Sessenta e quatro números viram mapas pequenos; cada duplicação repete cada valor num quadrado de 2 × 2, e cada convolução retoca o resultado.',
    walk: 'Percorrer',
    pause: 'Parar',
    help: 'Espaço ou setas: etapa por etapa.',
    stages: 'Etapas do gerador',
    ops: {
      linear: (name: string) => name,
      unflatten: () => 'em mapas',
      upsample2d: (_: string, factor: string) => `${factor} × maior`,
      conv2d: (name: string) => name,
      clamp: () => 'imagem',
    } as Record<string, (name: string, factor: string) => string>,
    says: {
      linear: (count: string, from: string) =>
        `${count} somas ponderadas dos ${from} números de entrada: o ruído, e um 1 no lugar do dígito pedido. O que é negativo vira zero.`,
      unflatten: (count: string) =>
        `Os mesmos números, dispostos em ${count} mapas pequenos. Nada é calculado.`,
      upsample2d: (factor: string) =>
        `Cada valor vira um quadrado de ${factor} × ${factor} valores iguais. Nada se aprende aqui: aponte um valor para ver o seu quadrado.`,
      conv2d: (count: number, text: string, from: string, size: string) =>
        `${count === 1 ? 'Um kernel' : `${text} kernels`} de ${from} × ${size} × ${size} ${count === 1 ? 'passa' : 'passam'} sobre os mapas, como em qualquer CNN: as bordas dos quadrados são suavizadas e retocadas.`,
      clamp: 'O que passa de 1 vira 1, o que é negativo vira 0: níveis de cinza.',
    },
    map: (channel: string) => `mapa ${channel}`,
    before: 'antes',
    after: 'depois',
    sheet: (name: string) => `Todos os mapas de ${name}; as setas escolhem um`,
    pointed: 'Aponte um valor, ou ande com as setas.',
    at: (row: string, column: string, value: string) => `linha ${row}, coluna ${column}: ${value}`,
    repeated: (row: string, column: string, value: string, rows: string, columns: string) =>
      `linha ${row}, coluna ${column}: ${value}, repetido nas linhas ${rows} e colunas ${columns}`,
    range: (from: string, to: string) => `${from} a ${to}`,
  },
  sent: {
    title: 'Dígitos gerados vão ao detector',
    lead: 'O detector deste site nunca viu um dígito gerado. Com que frequência lê o que foi pedido?',
    send: (count: string) => `Gerar ${count} e mandar ler`,
    again: (count: string) => `Gerar outros ${count}`,
    making: 'Gerando…',
    reading: (read: string, count: string) => `Lidos ${read} de ${count}…`,
    result: (right: string, count: string) => `${right} de ${count} lidos como pedido`,
    perfect: 'Nenhum foi lido errado.',
    sheet: 'Os dígitos gerados, uma linha para cada dígito pedido; as setas andam entre eles',
    asked: (digit: string) => `pedido: ${digit}`,
    readAs: (digit: string, share: string) => `lido: ${digit}, ${share}`,
    refused: (digit: string, share: string) =>
      `recusado: não parece um dígito (o mais próximo: ${digit}, ${share})`,
    unread: 'ainda não lido',
    misread: 'Lidos errado',
    choose: 'Escolha um dígito para ver o que o detector diz.',
    bring: 'Levar à bancada',
    noise: 'Ver o seu ruído',
    operated: 'O detector está operado: os pesos não são os de fábrica.',
    asIs: 'Os dígitos chegam como saem, 28 × 28 níveis de cinza, sem normalização: o mesmo que a bancada mostrará.',
  },
};
export type GanWords = typeof gan;
