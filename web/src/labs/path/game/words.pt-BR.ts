import type { Action } from './gridWorld';

const actions: Record<Action, string> = {
  up: 'para cima',
  right: 'para a direita',
  down: 'para baixo',
  left: 'para a esquerda',
};

const games = (count: string) => (count === '1' ? '1 jogo' : `${count} jogos`);
const moves = (count: string) => (count === '1' ? '1 movimento' : `${count} movimentos`);

export const game = {
  title: 'Um jogo que se aprende aqui',
  lead: 'O panda procura o bambu (+1); um buraco (−1) termina o jogo. Ninguém lhe mostra o caminho: ele tenta, e depois de cada movimento corrige um número de uma tabela.',
  table: (cells: string, numbers: string) =>
    `O que aprende é uma tabela, não uma rede: ${cells} casas × 4 movimentos, ${numbers} números. As telas do Atari são tantas que tabela nenhuma bastaria: a DQN põe uma CNN no lugar dela e corrige os pesos na direção do mesmo alvo.`,
  grid: 'O tabuleiro. As setas do teclado escolhem a casa cujos valores são mostrados.',
  play: 'Jogar',
  pause: 'Pausar',
  move: '1 movimento',
  games,
  forget: 'Esquecer tudo',
  speed: 'Velocidade',
  speedOf: (moves: string) => `${moves} movimentos/s`,
  update: 'O último movimento',
  none: 'Nenhum ainda. Todos os valores são 0, e todo movimento é um chute.',
  moved: (place: string, action: string, chosen: string) => `${place}, ${action}: ${chosen}.`,
  actions,
  explored: 'sorteado',
  best: 'o melhor que sabia',
  target: 'alvo = recompensa + γ × o melhor que vem depois',
  surprise: 'surpresa = alvo − valor de antes',
  after: 'valor novo = valor de antes + α × surpresa',
  values: (place: string) => `Valores da casa: ${place}`,
  place: (row: string, column: string) => `linha ${row}, coluna ${column}`,
  wall: 'Uma pedra: não há passagem.',
  pit: 'Um buraco: o jogo termina, −1.',
  goal: 'O bambu: o jogo termina, +1.',
  played: (played: string, wins: string, made: string) =>
    `${games(played)}, ${wins} até o bambu; ${moves(made)}.`,
  way: (left: string, shortest: string) =>
    `Seguindo o maior valor de cada casa, o bambu está a ${moves(left)}; o caminho mais curto tem ${shortest}.`,
  noWay: (shortest: string) =>
    `Os valores ainda não levam até o bambu; o caminho mais curto tem ${shortest} movimentos.`,
  lengths: (count: string) => `Movimentos de cada um dos últimos ${count} jogos`,
  won: 'até o bambu',
  lost: 'buraco, ou jogo longo demais',
};
