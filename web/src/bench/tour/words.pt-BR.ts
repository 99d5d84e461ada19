/** As shown: numbers are already written in the reader's way. */
export interface TourFacts {
  digit: string;
  percent: string;
  value: string;
  terms: string;
  channel: string;
  channels: string;
  size: string;
  from: string;
  to: string;
  index: string;
}

export const tour = {
  title: 'Visita guiada',
  start: 'Visita',
  next: 'Adiante',
  back: 'Voltar',
  close: 'Encerrar a visita',
  finish: 'Terminar',
  position: (step: string, count: string) => `${step} / ${count}`,
  example: 'A folha estava vazia, então agora mostra um exemplo. Troque-o quando quiser.',
  blankTitle: 'Este passo precisa de um desenho',
  blank:
    'Este passo percorre os números de um desenho, e a folha está vazia. Desenhe um número, ou volte um passo e siga de novo para receber um exemplo.',
  steps: {
    draw: () => ({
      title: 'Tudo começa com um desenho',
      text: 'Desenhe um número na folha, com mouse, dedo ou caneta. A rede responde enquanto o traço cresce. Esta visita não trava nada: mexa em tudo.',
    }),
    sees: () => ({
      title: 'O que a rede vê',
      text: 'O traço é recortado, encolhido sem deformar e centrado pela massa, como os dígitos do MNIST. Sobram 28×28 pixels de 0 a 1. Só isso entra na rede.',
    }),
    window: ({ size, terms, value }: TourFacts) => ({
      title: 'Uma janela, um kernel',
      text: `Uma janela de ${size}×${size} pixels vezes um kernel aprendido: ${terms} produtos, uma soma, um viés. Aqui dá ${value}, o maior valor desta camada no seu desenho.`,
    }),
    slide: () => ({
      title: 'O kernel desliza',
      text: 'A mesma conta em cada posição, sempre com os mesmos pesos. Aperte Tocar, ou arraste a barra, e veja o mapa da direita se encher.',
    }),
    maps: ({ channels }: TourFacts) => ({
      title: `${channels} kernels, ${channels} mapas`,
      text: 'Cada kernel procura uma coisa diferente: uma borda, um canto, um traço inclinado. O quadradinho ao lado de cada mapa é o kernel que o desenhou.',
    }),
    partials: ({ from, terms, value }: TourFacts) => ({
      title: 'Olhar para todos os mapas de uma vez',
      text: `Este valor olha para ${from} mapas ao mesmo tempo: ${from} somas parciais, ${terms} produtos, e o resultado ${value}. Abra qualquer soma parcial para ver os seus produtos.`,
    }),
    pool: ({ size, value, from, to }: TourFacts) => ({
      title: 'Ficar só com o maior',
      text: `De cada janela de ${size}×${size} só o maior segue: aqui, ${value}. De ${from} valores restam ${to}, e onde ele estava dentro da janela já não conta.`,
    }),
    flatten: ({ to, index, value }: TourFacts) => ({
      title: 'Achatar em fila',
      text: `Os mapas viram um vetor de ${to} valores, um atrás do outro. O mesmo ${value} agora está na posição ${index}. Nada é calculado, só arrumado.`,
    }),
    dense: ({ terms, index, value }: TourFacts) => ({
      title: 'Pesar todos de uma vez',
      text: `A unidade ${index} soma ${terms} valores, cada um com o seu peso, e chega a ${value}. A favor e contra, os que mais pesaram estão em cima.`,
    }),
    logit: ({ digit, value, terms }: TourFacts) => ({
      title: `A nota do ${digit}`,
      text: `Mais uma soma, de ${terms} parcelas, dá a nota do ${digit}: ${value}. Cada dígito tem a sua. Siga a maior parcela até chegar aos pixels.`,
    }),
    percent: ({ digit, percent }: TourFacts) => ({
      title: 'Das notas às porcentagens',
      text: `A exponencial torna as notas positivas; a divisão pela soma as transforma em porcentagens: o ${digit} fica com ${percent}. Mexa na temperatura e veja a certeza mudar.`,
    }),
    free: () => ({
      title: 'Agora é com você',
      text: 'Aponte para qualquer valor, abra-o e desça até os pixels. E desconfie: uma letra também ganha porcentagens. A rede só conhece dez respostas.',
    }),
  },
};
