/** Playing the game: moves by frames, games to their end, cells to look at, and the address that plays them again. */
import { beforeEach, expect, it } from 'vitest';
import { until } from '../../../bench/testHost';
import { Game, MOST_MOVES } from './game.svelte';

let game: Game;
beforeEach(() => {
  game = new Game();
});

it('plays by itself until it is paused, faster where that is asked for', async () => {
  game.speed = 400;
  game.look(3);
  game.toggle();
  expect([game.isPlaying, game.text]).toEqual([true, '1']);
  await until(() => Number(game.text) > 10);
  game.toggle();
  const { text } = game;
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect([game.isPlaying, game.text]).toEqual([false, text]);
});

it('finishes games, and after enough of them goes the shortest way', () => {
  game.finish();
  expect(game.learner.it.games).toHaveLength(1);
  game.finish(300);
  expect(game.learner.it.games).toHaveLength(301);
  expect(
    Math.min(...game.learner.it.games.filter(({ isWon }) => isWon).map(({ moves }) => moves)),
  ).toBeLessThanOrEqual(game.shortest!);
  game.reset();
  expect([game.text, game.learner.it.games.length]).toEqual([null, 0]);
});

it('looks at a neighbour, and never beyond the edge', () => {
  const { width, height } = game.world;
  expect(game.cell).toBe(game.learner.it.cell);
  game.lookBy(-99, -99);
  expect(game.cell).toBe(0);
  game.lookBy(1, 2);
  expect(game.cell).toBe(width + 2);
  game.lookBy(99, 99);
  expect(game.cell).toBe(width * height - 1);
});

it('an address plays the same moves again', () => {
  game.step(123);
  const other = new Game();
  other.go(game.text);
  expect([other.text, other.learner.it.cell]).toEqual(['123', game.learner.it.cell]);
  other.go('999999999');
  expect(other.text).toBe(String(MOST_MOVES));
  other.go('nothing');
  expect(other.text).toBeNull();
});
