export const voice = {
  title: 'Uma voz vira imagem',
  lead: 'Estas vogais são feitas por contas: pulsos, como os das pregas vocais, passando por ressonâncias, como as da boca. Cada coluna da imagem é uma soma de Fourier sobre 32 ms de som; quanto mais forte a frequência, mais forte a cor.',
  none: 'Nenhuma rede que reconheça voz roda aqui. O que se vê é o que uma receberia: uma imagem.',
  spoken: 'Vogal',
  names: { a: 'a', e: 'é', i: 'i', o: 'ó', u: 'u', all: 'a é i ó u' },
  pitch: 'Altura da voz',
  hertz: (value: string) => `${value} Hz`,
  play: 'Ouvir',
  microphone: 'Usar o microfone',
  freeze: 'Parar o microfone',
  refused:
    'O microfone não abriu. Dê permissão a esta página, ou fique com as vogais: não faz falta.',
  heard: 'O som do microfone fica neste navegador; nada é guardado nem enviado.',
  picture: 'O espectrograma: o tempo vai para a direita, a frequência para cima.',
  response: 'O que o kernel escreveu: laranja na borda de cima de cada faixa, azul na de baixo.',
  at: (seconds: string, hertz: string, decibels: string) =>
    `${seconds} s, ${hertz} Hz: ${decibels} dB`,
  silent: (seconds: string, hertz: string, range: string) =>
    `${seconds} s, ${hertz} Hz: mais de ${range} dB abaixo do mais forte`,
  pointed: 'Aponte, ou mova com as setas: 0 dB é o ponto mais forte da imagem.',
  numbers: (width: string, height: string, count: string) =>
    `${width} × ${height} = ${count} números, como os pixels de uma foto.`,
  slide: 'Deslizar um kernel',
  sound: 'Ver o som',
  kernel:
    'Sobel y, o mesmo 3 × 3 do laboratório de kernels: embaixo menos em cima. Ele marca as bordas das faixas, que são os harmônicos da voz.',
  formants: (vowel: string, first: string, second: string, third: string) =>
    `${vowel}: ressonâncias em ${first}, ${second} e ${third} Hz.`,
  source:
    'Frequências das ressonâncias: médias de 33 homens nas vogais inglesas mais próximas (Peterson e Barney, J. Acoust. Soc. Am. 24, 1952). Síntese como em Klatt, J. Acoust. Soc. Am. 67 (1980).',
};
