import { expect, it } from 'vitest';
import { joinParts, splitParts } from './partTexts';

it.each([
  [['game', '120'], 'game_120'],
  [[null, null, '7'], '__7'],
  [['game', null, 0, null, null], 'game__0'],
  [[null, null], null],
  [[], null],
] as const)('%j is %s', (parts, text) => expect(joinParts(parts, '_')).toBe(text));

it('comes back, its end left out', () => {
  expect(splitParts('__7', '_')).toEqual([null, null, '7']);
  expect(splitParts('a..b....c', '..')).toEqual(['a', 'b', null, 'c']);
  expect(splitParts('', '_')).toEqual([null]);
  expect(splitParts(null, '_')).toEqual([]);
});
