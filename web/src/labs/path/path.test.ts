import { describe, expect, it } from 'vitest';
import { Path } from './path.svelte';
import { MOST_MOVES } from './game/game.svelte';

const at = (text: string | null) => {
  const path = new Path();
  path.go(text);
  return path;
};

describe("chapter 01's address", () => {
  it.each([
    'gans',
    'voice',
    'game_120',
    '_7',
    'voice__i-180-k',
    'voice__all-80',
    'neural-networks___xor.10.-5.3.10.5-l',
    '____7',
    'generative_____14-3',
  ])('%s comes back', (text) => expect(at(text).text).toBe(text));

  it.each([null, '', '_', '___', 'deep-learning', 'game_x'])(
    '%j leaves nothing of what it lacks',
    (text) =>
      expect(at(text).text ?? 'deep-learning').toBe(
        (text ?? '').startsWith('game') ? 'game' : 'deep-learning',
      ),
  );

  it('says what it does not know, until somebody moves on', () => {
    const path = at('gan');
    expect([path.station, path.unknown]).toEqual(['gans', 'gan']);
    expect(at('panda').station).toBe('deep-learning');
    path.walk(-1);
    expect([path.station, path.unknown]).toEqual(['generative', null]);
  });

  it('plays the same moves again', () => {
    const path = at('game');
    path.game.step(500);
    const again = at(path.text);
    expect(again.game.learner.it.values).toEqual(path.game.learner.it.values);
    expect(again.game.learner.it.cell).toBe(path.game.learner.it.cell);
  });

  it('plays no more moves than it can', () =>
    expect(at('game_999999999').game.learner.it.moves).toBe(MOST_MOVES));
});
