import { describe, expect, it } from 'vitest';
import type { PlacedSign } from '../preprocess/placedDigits';
import type { ReadDigit } from './numberReading.svelte';
import { numberText, signsAround } from './numberText';

const LABELS = Array.from({ length: 10 }, (_, digit) => String(digit));
const digits = (text: string): ReadDigit[] =>
  Array.from(text, (sign) => ({
    pixels: new Uint8Array(),
    prediction:
      sign === '…'
        ? null
        : {
            verdict: sign === '?' ? 'not-a-digit' : 'digit',
            digit: sign === '?' ? 1 : Number(sign),
            probabilities: null,
            score: null,
          },
  }));
const sign = (text: PlacedSign['sign'], before: number): PlacedSign => ({
  sign: text,
  before,
  box: { x: 0, y: 0, width: 1, height: 1 },
});

describe('a number as it is written', () => {
  it('is its digits one by one', () => {
    expect(numberText(digits('2?…'), LABELS)).toBe('2\u00a0?\u00a0…');
  });

  it('has its signs where they stand', () => {
    const signs = [sign('-', 0), sign('.', 1), sign(',', 4)];
    expect(numberText(digits('12345'), LABELS, { signs })).toBe('−1.234,5');
    expect(signsAround(signs, 0)).toEqual({ before: '−', behind: '.' });
  });

  it('has its lines, each with its minus', () => {
    expect(numberText(digits('123'), LABELS, { breaks: [1] })).toBe('1 / 2\u00a03');
    const signs = [sign('-', 1)];
    expect(numberText(digits('123'), LABELS, { signs, breaks: [1] })).toBe('1 / −23');
  });
});
