export const cost = {
  section: 'O que um tamanho custa',
  intro: [
    'Imagine a conta quando a imagem tem 8K, 7680 × 4320: são 33.177.600 valores em um só canal. Experimente outros tamanhos.',
  ],
  title: 'O custo de uma imagem',
  presets: 'Tamanhos conhecidos',
  presetNames: {
    mnist: 'MNIST',
    imagenet: '224 × 224',
    fullHd: 'Full HD',
    '4k': '4K',
    '8k': '8K',
  },
  own: (size: string) => `Sua imagem (${size})`,
  example: (size: string) => `A imagem acima (${size})`,
  fields: {
    width: 'Largura',
    height: 'Altura',
    channels: 'Canais',
    kernelSize: 'Lado do kernel',
    outChannels: 'Mapas de saída',
  },
  problem: {
    empty: (field: string) => `${field} está vazio: escreva um número inteiro a partir de 1.`,
    notWhole: (field: string, text: string) =>
      `${field} = “${text}” não é um número inteiro: escreva só algarismos, como 224.`,
    tooSmall: (field: string, text: string) => `${field} = ${text} é pouco: o menor valor é 1.`,
    tooLarge: (field: string, text: string, most: string) =>
      `${field} = ${text} é demais: o maior valor aqui é ${most}.`,
    largerThanPicture: (field: string, text: string, most: string) =>
      `${field} = ${text} não cabe na imagem: use no máximo ${most}, ou aumente a imagem.`,
  },
  kept: 'Abaixo continua o último resultado válido.',
  rows: {
    perChannel: 'Valores por canal',
    values: 'Valores',
    floatBytes: 'Memória',
    convParameters: 'Pesos da convolução',
    convMultiplications: 'Multiplicações da convolução',
    denseParameters: 'Pesos da camada densa',
    denseMultiplications: 'Multiplicações da camada densa',
  },
  memory: (bytes: string, floats: string) =>
    `${bytes} com um byte por valor; ${floats} com quatro, como a rede calcula`,
  weightsBytes: (bytes: string) => `só os pesos ocupam ${bytes}`,
  chart: 'Em escala logarítmica: cada risco é mil vezes o anterior',
  chartNote: 'Os pontos são os outros tamanhos conhecidos.',
  sizes: 'Os tamanhos, na mesma escala',
  times: (times: string) =>
    `A camada densa faz ${times} vezes as multiplicações da convolução, para as mesmas saídas: a convolução olha uma janela e usa os mesmos pesos em todo lugar; a densa liga cada saída a cada valor, com um peso próprio.`,
  same: 'O kernel cobre a imagem inteira: aqui convolução e camada densa são a mesma conta.',
  outputs: (width: string, height: string, maps: string) =>
    `Saída: ${width} × ${height} × ${maps} (sem borda extra, passo 1)`,
};
