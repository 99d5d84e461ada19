const games = (count: string) => (count === '1' ? '1 game' : `${count} games`);
const moves = (count: string) => (count === '1' ? '1 move' : `${count} moves`);

export const game = {
  title: 'A game that is learned here',
  lead: 'The panda looks for the bamboo (+1); a pit (−1) ends the game. Nobody shows it the way: it tries, and after each move it corrects one number in a table.',
  table: (cells: string, numbers: string) =>
    `What learns is a table, not a network: ${cells} cells × 4 moves, ${numbers} numbers. Atari has so many screens that no table would do: DQN puts a CNN in its place, and corrects its weights towards the same target.`,
  grid: 'The board. The arrow keys choose the cell whose values are shown.',
  play: 'Play',
  pause: 'Pause',
  move: '1 move',
  games,
  forget: 'Forget everything',
  speed: 'Speed',
  speedOf: (moves: string) => `${moves} moves/s`,
  update: 'The last move',
  none: 'None yet. All values are 0, and every move is a guess.',
  moved: (place: string, action: string, chosen: string) => `${place}, ${action}: ${chosen}.`,
  actions: { up: 'up', right: 'to the right', down: 'down', left: 'to the left' },
  explored: 'chosen at random',
  best: 'the best it knew',
  target: 'target = reward + γ × the best that comes after',
  surprise: 'surprise = target − value before',
  after: 'new value = value before + α × surprise',
  values: (place: string) => `Values of the cell: ${place}`,
  place: (row: string, column: string) => `row ${row}, column ${column}`,
  wall: 'A rock: no way through.',
  pit: 'A pit: the game ends, −1.',
  goal: 'The bamboo: the game ends, +1.',
  played: (played: string, wins: string, made: string) =>
    `${games(played)}, ${wins} to the bamboo; ${moves(made)}.`,
  way: (left: string, shortest: string) =>
    `Following the largest value in each cell, the bamboo is ${moves(left)} away; the shortest way takes ${shortest}.`,
  noWay: (shortest: string) =>
    `The values do not lead to the bamboo yet; the shortest way takes ${shortest} moves.`,
  lengths: (count: string) => `Moves in each of the last ${count} games`,
  won: 'to the bamboo',
  lost: 'a pit, or the game took too long',
};
