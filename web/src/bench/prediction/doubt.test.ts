import { expect, it } from 'vitest';
import { prediction as english } from './words.en';
import { prediction as portuguese } from './words.pt-BR';
import { otherDigit } from './doubt';

it('is the second most probable digit, where the first is not sure and the second not far', () => {
  expect(otherDigit([0.01, 0.6, 0.02, 0, 0, 0, 0, 0.35, 0.01, 0.01])).toBe(7);
  expect(otherDigit([0, 0.85, 0, 0, 0, 0, 0, 0.15, 0, 0])).toBeNull();
  expect(otherDigit([0.76, 0.04, 0.04, 0.04, 0.04, 0.04, 0.04, 0, 0, 0])).toBeNull();
  expect(otherDigit([1])).toBeNull();
});

it('says what would make it the other one, in both languages', () => {
  expect(english.doubt('1', '62%', '7')).toBe('A 1, with 62% certainty, or a 7 without its bar');
  expect(english.doubt('5', '62%', '8')).toBe('A 5, with 62% certainty, or an 8');
  expect(portuguese.doubt('1', '62%', '7')).toBe('Um 1, com 62% de certeza, ou um 7 sem o traço');
  expect(portuguese.doubt('5', '62%', '8')).toBe('Um 5, com 62% de certeza, ou um 8');
});
