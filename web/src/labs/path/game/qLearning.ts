/**
 * Q-learning with a table (Watkins 1989): Q(s, a) says how much reward is still to come, later reward counting less, for
 * doing `a` in `s` and the best from there on. After each move
 *
 *   Q(s, a) ← Q(s, a) + α · (r + γ · max Q(s′, ·) − Q(s, a))
 */
import { ACTIONS, outcome, type Action, type GridWorld } from './gridWorld';
import { uniform } from '../../../core/random';
import { restOf, rounded } from '../../../core/roundToSum';

export interface Learning {
  /** α: how far a value moves towards its target. */
  rate: number;
  /** γ: what a reward is worth that comes one move later. */
  discount: number;
  /** ε: how often a move is drawn at random. */
  exploration: number;
  /** A game that takes more moves than this is given up. */
  longest: number;
  seed: number;
}

/** One move, and what was learned from it. */
export interface Update {
  cell: number;
  action: Action;
  /** Whether the move was drawn at random. */
  isExploring: boolean;
  next: number;
  reward: number;
  before: number;
  /** max Q(s′, ·); 0 where the game is over: nothing comes after that. */
  best: number;
  after: number;
  isOver: boolean;
}

/** An update's arithmetic, each number rounded so that every line of it adds up. */
export interface ShownUpdate {
  /** r + γ · best */
  target: number;
  before: number;
  /** target − before */
  surprise: number;
  /** α · surprise */
  change: number;
  /** before + change */
  after: number;
}

/** @param digits decimals that are shown */
export function shownUpdate(update: Update, discount: number, digits: number): ShownUpdate {
  const target = rounded(update.reward + discount * update.best, digits);
  const before = rounded(update.before, digits);
  const after = rounded(update.after, digits);
  const surprise = restOf(target, [before], digits);
  return { target, before, surprise, change: restOf(after, [before], digits), after };
}

export class QLearner {
  readonly world: GridWorld;
  readonly learning: Learning;
  /** A value for each action in each cell. */
  readonly values: Float64Array; // (cells, actions)
  /** Those that are over. */
  readonly games: { moves: number; isWon: boolean }[] = [];
  /** Moves so far, of all games. */
  moves = 0;
  cell: number;
  last: Update | null = null;
  readonly #chance: () => number;
  #begun = 0;

  constructor(world: GridWorld, learning: Learning) {
    this.world = world;
    this.learning = learning;
    this.values = new Float64Array(world.cells.length * ACTIONS.length);
    this.cell = world.start;
    this.#chance = uniform(learning.seed);
  }

  value(cell: number, action: Action): number {
    return this.values[cell * ACTIONS.length + ACTIONS.indexOf(action)];
  }

  best(cell: number): number {
    return Math.max(...ACTIONS.map((action) => this.value(cell, action)));
  }

  /** The actions of the largest value. */
  greedy(cell: number): Action[] {
    const best = this.best(cell);
    return ACTIONS.filter((action) => this.value(cell, action) === best);
  }

  /** The action of the largest value; null where several have it. */
  bestAction(cell: number): Action | null {
    const best = this.greedy(cell);
    return best.length === 1 ? best[0] : null;
  }

  /** One move, and the update that follows from it; after the last move of a game the next begins. */
  step(): Update {
    const { cell } = this;
    const { rate, discount, exploration, longest } = this.learning;
    const isExploring = this.#chance() < exploration;
    const choice = isExploring ? ACTIONS : this.greedy(cell);
    const action = choice[Math.floor(this.#chance() * choice.length)];
    const { next, reward, isOver } = outcome(this.world, cell, action);
    const before = this.value(cell, action);
    const best = isOver ? 0 : this.best(next);
    const after = before + rate * (reward + discount * best - before);
    this.values[cell * ACTIONS.length + ACTIONS.indexOf(action)] = after;
    this.moves++;
    const length = this.moves - this.#begun;
    const isGivenUp = length >= longest;
    if (isOver || isGivenUp) {
      this.games.push({ moves: length, isWon: reward > 0 });
      this.#begun = this.moves;
    }
    this.cell = isOver || isGivenUp ? this.world.start : next;
    this.last = { cell, action, isExploring, next, reward, before, best, after, isOver };
    return this.last;
  }

  /** Moves to the goal when always doing the best; null where that leads elsewhere, or round in circles. */
  greedyWay(): number | null {
    const seen = new Set<number>();
    for (let cell = this.world.start; !seen.has(cell);) {
      seen.add(cell);
      const best = this.bestAction(cell);
      // While nothing is known, no move is the best.
      if (!best) return null;
      const { next, reward, isOver } = outcome(this.world, cell, best);
      if (isOver) return reward > 0 ? seen.size : null;
      cell = next;
    }
    return null;
  }
}
