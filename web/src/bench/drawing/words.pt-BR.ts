export const draw = {
  title: 'Desenhe um número',
  pad: 'Área de desenho. Com o teclado, use o editor de pixels.',
  hint: 'Desenhe aqui um número de 0 a 9',
  drop: 'Solte a imagem aqui',
  undo: 'Desfazer',
  redo: 'Refazer',
  clear: 'Limpar',
  pen: 'Caneta',
  eraser: 'Borracha',
  width: 'Espessura',
  picture: 'Imagem…',
  camera: 'Câmera…',
  pixels: 'Pixels…',
  examples: 'Exemplos',
  example: (digit: string) => `Exemplo: um ${digit} escrito à mão, do MNIST`,
  notPicture: (name: string) =>
    `“${name}” não é uma imagem que o navegador consiga abrir. Tente PNG, JPEG ou WebP.`,
  cameraTitle: 'Fotografe um número',
  cameraHelp: 'Um número escuro em papel claro, dentro do quadro.',
  cameraNothing: 'Ainda não se vê nada escrito.',
  cameraFailed: 'A câmera não abriu. Dê permissão a esta página, ou escolha uma imagem.',
  capture: 'Fotografar',
  close: 'Fechar',
  pixelTitle: 'Editor de pixels',
  pixelHelp:
    'Setas movem. Espaço pinta ou apaga. Segure Shift com as setas para pintar andando. Enter pinta também os vizinhos, como uma caneta.',
  pixelGrid: 'Grade de 28 por 28 pixels: o que a rede vê',
  pixelAt: (row: string, column: string, value: string) =>
    `linha ${row}, coluna ${column}: ${value}`,
  shortcuts:
    'Ctrl+Z desfaz, Ctrl+Shift+Z refaz, Delete limpa, E troca caneta e borracha, Ctrl+V cola uma imagem.',
};
