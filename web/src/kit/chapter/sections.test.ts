import { expect, it } from 'vitest';
import { decodeSections, encodeSections } from './sections';

const NAMES = ['noise', 'judge', 'duel'] as const;
const NONE = { noise: null, judge: null, duel: null };

it.each([
  [null, null, NONE],
  ['judge', 'judge', NONE],
  ['noise.7-s42', null, { ...NONE, noise: '7-s42' }],
  ['duel noise.7-s42 duel.12.3', 'duel', { ...NONE, noise: '7-s42', duel: '12.3' }],
] as const)('%s there and back', (text, section, texts) => {
  expect(decodeSections(NAMES, text)).toEqual({ section, texts });
  expect(encodeSections(NAMES, { section, texts })).toBe(text);
});

it('what can’t be read is left at its default', () => {
  expect(decodeSections(NAMES, 'nonsense noise. judge.a.b else.3')).toEqual({
    section: null,
    texts: { ...NONE, judge: 'a.b' },
  });
});
