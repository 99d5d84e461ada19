import { expect, it } from 'vitest';
import { typedNumber } from './typedNumber';

it.each([
  ['0,25', 0.25],
  ['0.25', 0.25],
  [' \u22121,5 ', -1.5],
  ['-.5', -0.5],
  ['+3', 3],
  ['2,', 2],
  ['-', null],
  ['', null],
  ['1.234,5', null],
  ['1e3', null],
  ['Infinity', null],
])('%j is %j', (text, value) => {
  expect(typedNumber(text)).toBe(value);
});
