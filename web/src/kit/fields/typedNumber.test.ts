import { expect, it } from 'vitest';
import { isUnfinished, typedNumber } from './typedNumber';

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
  ['1/9', 1 / 9],
  ['−1,5 / 2', -0.75],
  ['1/0', null],
  ['1/2/3', null],
  ['1/', null],
  ['1e3', null],
  ['Infinity', null],
])('%j is %j', (text, value) => {
  expect(typedNumber(text)).toBe(value);
});

it.each(['', '-', '−', '-.', '1/'])('%j may become a number', (text) => {
  expect(isUnfinished(text)).toBe(true);
});

it.each(['abc', '1,2,3', '--'])('%j will not', (text) => {
  expect(isUnfinished(text)).toBe(false);
});
