/** A game on a grid: from a start to a goal, past walls and pits. Goal and pits end it. */
export const ACTIONS = ['up', 'right', 'down', 'left'] as const;
export type Action = (typeof ACTIONS)[number];

const MOVES: Record<Action, readonly [down: number, right: number]> = {
  up: [-1, 0],
  right: [0, 1],
  down: [1, 0],
  left: [0, -1],
};

export type Cell = 'free' | 'wall' | 'pit' | 'goal';

const SIGNS: Record<string, Cell> = { '.': 'free', S: 'free', '#': 'wall', X: 'pit', G: 'goal' };
const REWARDS: Record<Cell, number> = { free: 0, wall: 0, pit: -1, goal: 1 };

export interface GridWorld {
  width: number;
  height: number;
  /** Row by row. */
  cells: readonly Cell[];
  /** The cell in which a game begins. */
  start: number;
}

/** What a move leads to. */
export interface Outcome {
  /** The cell that one is in after it. */
  next: number;
  reward: number;
  isOver: boolean;
}

/** @param rows one character a cell: S start, G goal, X pit, # wall, . free; all rows as long as each other */
export function gridWorld(rows: readonly string[]): GridWorld {
  const text = rows.join('');
  return {
    width: rows[0].length,
    height: rows.length,
    cells: Array.from(text, (sign) => SIGNS[sign]),
    start: text.indexOf('S'),
  };
}

/** Walking into a wall, or off the grid, changes nothing. */
export function outcome(world: GridWorld, cell: number, action: Action): Outcome {
  const { width, height, cells } = world;
  const row = Math.floor(cell / width) + MOVES[action][0];
  const column = (cell % width) + MOVES[action][1];
  const isInside = row >= 0 && row < height && column >= 0 && column < width;
  const there = row * width + column;
  const next = isInside && cells[there] !== 'wall' ? there : cell;
  const isOver = cells[next] === 'goal' || cells[next] === 'pit';
  return { next, reward: REWARDS[cells[next]], isOver };
}

/** Moves of the shortest way from the start to the goal; null where there is none. */
export function shortestWay(world: GridWorld): number | null {
  const seen = new Set([world.start]);
  let front = [world.start];
  for (let moves = 1; front.length > 0; moves++) {
    const reached: number[] = [];
    for (const cell of front) {
      for (const action of ACTIONS) {
        const { next, reward, isOver } = outcome(world, cell, action);
        if (isOver && reward > 0) return moves;
        if (!isOver && !seen.has(next)) reached.push(next);
        seen.add(next);
      }
    }
    front = reached;
  }
  return null;
}
