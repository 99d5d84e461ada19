export const brain = {
  kernelsTitle: 'Os filtros aprendidos e as células simples',
  kernels: [
    'Jones e Palmer (1987) mostraram com medições que os campos receptivos das células simples do gato se parecem com funções de Gabor: uma onda debaixo de um sino. Abaixo, cada filtro da primeira camada desta rede ao lado da função de Gabor mais próxima, por mínimos quadrados.',
  ],
  kernel: (number: string, share: string) =>
    `Filtro ${number}: a função de Gabor explica ${share} dele`,
  learned: 'filtro aprendido',
  sampled: 'Gabor nos mesmos pontos',
  smooth: 'a mesma função, contínua',
  explained: 'Explica',
  angle: 'Direção da onda',
  wavelength: 'Comprimento de onda',
  sigma: 'Largura do sino (σ)',
  phase: 'Fase',
  cells: (cells: string) => `${cells} pixels`,
  chance: (learned: string, random: string, top: string, size: string, numbers: string) =>
    `Metade destes filtros é explicada em ${learned} ou mais. Mas um filtro de ${size} tem só ${numbers} números, e a função já tem cinco: com filtros sorteados, o mesmo ajuste explica ${random} ou mais em metade dos casos, e ${top} ou mais em um de cada dez. Há, então, mais ondas do que o acaso daria, e não mais do que isso: um filtro tão pequeno mal tem lugar para uma onda.`,
  stale: 'Os ajustes são de pesos diferentes dos desta rede: rode `make gabor` para refazê-los.',
  fieldsTitle: 'O campo receptivo cresce',
  fields: [
    'No córtex, células mais adiante olham partes maiores do campo visual. Aqui também: cada unidade olha uma janela da camada anterior, que olha uma janela da anterior a ela. Aponte o desenho, ou mova com as setas.',
  ],
  field: (layer: string, height: string, width: string) => `${layer}: ${height} × ${width} pixels`,
  fieldLabel: (layer: string) => `O que uma unidade de ${layer} olha no desenho`,
  yours: 'No seu desenho.',
  example: 'Num exemplo do MNIST; desenhe um número no capítulo 04 e ele aparece aqui.',
  sources:
    'Hubel e Wiesel, J. Physiol. 160 (1962) · Fukushima, Biol. Cybernetics 36 (1980) · Jones e Palmer, J. Neurophysiol. 58 (1987) · LeCun e outros, Neural Computation 1 (1989)',
};
