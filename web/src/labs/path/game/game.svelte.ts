/** A game that is learned while one watches: with the same seed, the number of moves says everything. */
import { gridWorld, shortestWay } from './gridWorld';
import { QLearner, type Learning } from './qLearning';

const WORLD = gridWorld(['........', '.##..#..', '...X.#..', '.S.#...G', '.....X#.', '........']);
export const LEARNING: Learning = {
  rate: 0.5,
  discount: 0.9,
  exploration: 0.2,
  longest: 200,
  seed: 5,
};

/** Moves a second. */
export const SPEEDS = [4, 30, 400] as const;
export type Speed = (typeof SPEEDS)[number];
/** The most moves that an address may ask for: they are made again when it is opened. */
export const MOST_MOVES = 50_000;

export class Game {
  readonly world = WORLD;
  readonly shortest = shortestWay(WORLD);
  #learner = new QLearner(WORLD, LEARNING);
  /** Changes with every move; the learner itself is plain arithmetic. */
  #moves = $state(0);
  /** The cell whose values are shown; null: where the player stands. */
  #cell = $state<number | null>(null);
  #isPlaying = $state(false);
  #frame = 0;
  speed = $state<Speed>(SPEEDS[0]);

  isPlaying = $derived(this.#isPlaying);
  /** As it is after the last move. */
  learner = $derived.by(() => {
    void this.#moves;
    return { it: this.#learner };
  });
  cell = $derived(this.#cell ?? this.learner.it.cell);

  /** Makes so many moves. */
  step(moves = 1): void {
    for (let i = 0; i < moves; i++) this.#learner.step();
    this.#moves = this.#learner.moves;
  }

  /** Plays to the end of this game, and of so many more. */
  finish(games = 1): void {
    const wanted = this.#learner.games.length + games;
    while (this.#learner.games.length < wanted) this.#learner.step();
    this.#moves = this.#learner.moves;
  }

  /** Forgets everything. */
  reset(): void {
    this.pause();
    this.#learner = new QLearner(WORLD, LEARNING);
    this.#moves = 0;
    this.#cell = null;
  }

  look(cell: number | null): void {
    this.#cell = cell;
  }

  /** Looks at a neighbour of the cell that is shown. */
  lookBy(down: number, right: number): void {
    const { width, height } = WORLD;
    const inside = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
    const row = inside(Math.floor(this.cell / width) + down, height);
    this.#cell = row * width + inside((this.cell % width) + right, width);
  }

  toggle(): void {
    if (this.#isPlaying) this.pause();
    else this.#play();
  }

  pause(): void {
    if (!this.#isPlaying) return;
    cancelAnimationFrame(this.#frame);
    this.#isPlaying = false;
  }

  #play(): void {
    this.#isPlaying = true;
    this.#cell = null;
    let last = performance.now();
    const frame = (now: number) => {
      const due = Math.floor(((now - last) * this.speed) / 1000);
      if (due > 0) {
        last = now;
        this.step(due);
      }
      this.#frame = requestAnimationFrame(frame);
    };
    this.step();
    this.#frame = requestAnimationFrame(frame);
  }

  /** For the address: the number of moves; null where nothing has been played. */
  get text(): string | null {
    return this.#moves > 0 ? String(Math.min(this.#moves, MOST_MOVES)) : null;
  }

  /** Plays the same moves again. What can't be read means the beginning, too many means as many as there can be. */
  go(text: string | null): void {
    const moves = /^\d{1,9}$/.test(text ?? '') ? Math.min(Number(text), MOST_MOVES) : 0;
    if (moves === Math.min(this.#moves, MOST_MOVES)) return;
    this.reset();
    this.step(moves);
  }
}
