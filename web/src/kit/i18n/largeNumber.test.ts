import { describe, expect, it } from 'vitest';
import { inBytes, inWords, wholeNumber } from './largeNumber';

it.each([
  [784n, null, null],
  [1_000n, '1 mil', '1 thousand'],
  [1_500_000n, '1,5 milhão', '1.5 million'],
  [2_000_000n, '2 milhões', '2 million'],
  [999_900n, '1 milhão', '1 million'],
  [33_177_600n, '33,2 milhões', '33.2 million'],
  [28_644_713_856n, '28,6 bilhões', '28.6 billion'],
  [105_595_873_158_758_400n, '106 quatrilhões', '106 quadrillion'],
  [10n ** 27n, '1 octilhão', '1 octillion'],
  [10n ** 32n, '100.000 octilhões', '100,000 octillion'],
])('%s in words', (value, portuguese, english) => {
  expect(inWords(value, 'pt-BR')).toBe(portuguese);
  expect(inWords(value, 'en')).toBe(english);
});

describe('every digit', () => {
  it('is shown, beyond what a float holds', () => {
    expect(wholeNumber(105_595_873_158_758_401n, 'pt-BR')).toBe('105.595.873.158.758.401');
    expect(wholeNumber(105_595_873_158_758_401n, 'en')).toBe('105,595,873,158,758,401');
  });
});

it.each([
  [784n, '784 B', '784 B'],
  [398_131_200n, '398 MB', '398 MB'],
  [1_500n, '1,5 kB', '1.5 kB'],
  [422_383_496_878_694_912n, '422 PB', '422 PB'],
])('%s as bytes', (value, portuguese, english) => {
  expect(inBytes(value, 'pt-BR')).toBe(portuguese);
  expect(inBytes(value, 'en')).toBe(english);
});
