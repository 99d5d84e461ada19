/** Both languages say the same things: as many paragraphs, the same keys, sentences made of the same values. */
import { expect, it } from 'vitest';

type Module = Record<string, unknown>;
const english = import.meta.glob<Module>('/src/**/*.en.ts', { eager: true });
const portuguese = import.meta.glob<Module>('/src/**/*.pt-BR.ts', { eager: true });

/** What is left of words without the words. */
function shape(words: unknown): unknown {
  if (typeof words === 'function') return `made of ${words.length}`;
  if (Array.isArray(words)) return words.map(shape);
  if (words === null || typeof words !== 'object') return typeof words;
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, shape(value)]));
}

it('finds the words of every room', () => {
  const rooms = Object.keys(english).map((path) => path.split('/')[2]);
  expect(new Set(rooms)).toEqual(new Set(['app', 'bench', 'kit', 'labs']));
  expect(Object.keys(portuguese)).toHaveLength(Object.keys(english).length);
});

it.each(Object.keys(english))('%s', (path) => {
  const other = portuguese[path.replace('.en.', '.pt-BR.')];
  expect(other, 'the same in Portuguese').toBeDefined();
  expect(shape(other)).toEqual(shape(english[path]));
});
