import { describe, expect, it } from 'vitest';
import { gridWorld, outcome, shortestWay } from './gridWorld';
import { QLearner, shownUpdate, type Learning } from './qLearning';

const LEARNING: Learning = { rate: 0.5, discount: 0.9, exploration: 0.2, longest: 200, seed: 1 };
const CORRIDOR = gridWorld(['S.G']);
const MAZE = gridWorld(['S.#G', '.X..', '....']);

describe('a world', () => {
  it('has walls and edges that stop, pits and a goal that end it', () => {
    expect(outcome(MAZE, 0, 'up')).toEqual({ next: 0, reward: 0, isOver: false });
    expect(outcome(MAZE, 1, 'right')).toEqual({ next: 1, reward: 0, isOver: false });
    expect(outcome(MAZE, 1, 'down')).toEqual({ next: 5, reward: -1, isOver: true });
    expect(outcome(MAZE, 7, 'up')).toEqual({ next: 3, reward: 1, isOver: true });
    // Not round the edge onto the next row.
    expect(outcome(MAZE, 7, 'right').next).toBe(7);
  });

  it('has a shortest way, or none', () => {
    expect(shortestWay(CORRIDOR)).toBe(2);
    expect(shortestWay(MAZE)).toBe(7);
    expect(shortestWay(gridWorld(['S#G']))).toBeNull();
  });
});

describe('Q-learning', () => {
  it('moves a value by the rate towards reward and discounted best', () => {
    const learner = new QLearner(CORRIDOR, { ...LEARNING, exploration: 0 });
    while (!learner.games.some(({ isWon }) => isWon)) learner.step();
    expect(learner.last).toMatchObject({
      cell: 1,
      action: 'right',
      before: 0,
      best: 0,
      after: 0.5,
    });
    // The second game has the reward one cell further back: 0 + 0.5 · (0 + 0.9 · 0.5 − 0).
    while (learner.last?.cell !== 0 || learner.last.action !== 'right') learner.step();
    expect(learner.value(0, 'right')).toBeCloseTo(0.225, 12);
  });

  it('comes to the values that Bellman’s equation has, γ to the power of the moves that are left', () => {
    const learner = new QLearner(MAZE, LEARNING);
    while (learner.games.length < 500) learner.step();
    expect(learner.greedyWay()).toBe(shortestWay(MAZE));
    expect(learner.value(7, 'up')).toBeCloseTo(1, 6);
    expect(learner.value(6, 'right')).toBeCloseTo(0.9, 6);
    expect(learner.best(MAZE.start)).toBeCloseTo(0.9 ** 6, 6);
    expect(learner.value(1, 'down')).toBeLessThan(-0.9);
  });

  it('is the same for the same seed, another for another', () => {
    const after = (seed: number) => {
      const learner = new QLearner(MAZE, { ...LEARNING, seed });
      for (let i = 0; i < 300; i++) learner.step();
      return learner;
    };
    expect(after(1).values).toEqual(after(1).values);
    expect(after(1).games).not.toEqual(after(2).games);
  });

  it('is shown with lines that add up, to the last digit', () => {
    const learner = new QLearner(MAZE, { ...LEARNING, rate: 0.3 });
    for (let i = 0; i < 2000; i++) {
      const update = learner.step();
      const { target, before, surprise, change, after } = shownUpdate(update, 0.9, 3);
      for (const [sum, part, other] of [
        [target, before, surprise],
        [after, before, change],
      ])
        expect((part + other).toFixed(3)).toBe(sum.toFixed(3));
      expect(Math.abs(surprise - (update.reward + 0.9 * update.best - update.before))).toBeLessThan(
        0.00101,
      );
    }
  });

  it('gives a game up that takes too long, and knows no best way before it knows anything', () => {
    const learner = new QLearner(gridWorld(['S#G']), { ...LEARNING, longest: 10 });
    for (let i = 0; i < 25; i++) learner.step();
    const lost = { moves: 10, isWon: false };
    expect(learner.games).toEqual([lost, lost]);
    expect(learner.greedyWay()).toBeNull();
  });
});
