import { describe, expect, it } from 'vitest';
import { NumberReading, type ReadDigit } from './numberReading.svelte';

const digits = (count: number): ReadDigit[] =>
  Array.from({ length: count }, (_, i) => ({ pixels: Uint8Array.of(i), prediction: null }));

describe('which digit of a number is shown', () => {
  it('is the last until a person chooses, then that one', () => {
    const number = new NumberReading();
    expect(number.indexOf(3)).toBe(2);
    number.choose(0);
    expect(number.indexOf(3)).toBe(0);
    expect(number.indexOf(4)).toBe(0);
  });

  it('is one that exists', () => {
    const number = new NumberReading();
    number.choose(4);
    expect(number.indexOf(2)).toBe(1);
    expect(number.indexOf(0)).toBe(0);
  });

  it('is forgotten with the number that it was chosen in', () => {
    const number = new NumberReading();
    number.choose(0);
    number.indexOf(1);
    expect(number.text).toBeNull();
    expect(number.indexOf(3)).toBe(2);
  });
});

describe("the address's text", () => {
  it('counts from one, and is followed', () => {
    const number = new NumberReading();
    let changes = 0;
    number.onChange(() => changes++);
    number.choose(1);
    expect(number.text).toBe('2');
    number.go('2');
    number.choose(1);
    expect(changes).toBe(1);
    number.go('3');
    expect([number.indexOf(5), changes]).toEqual([2, 2]);
    number.go(null);
    expect([number.indexOf(5), number.text]).toEqual([4, null]);
  });

  it.each(['0', '-1', '1.5', '999', 'x'])('chooses nothing for %s', (text) => {
    const number = new NumberReading();
    number.go(text);
    expect(number.text).toBeNull();
  });
});

describe('what is known', () => {
  it('has digits only where there are several', () => {
    const number = new NumberReading();
    number.tell(digits(1), 0, null);
    expect(number.digits).toEqual([]);
    number.tell(digits(2), 1, null);
    expect([number.digits.length, number.shown]).toEqual([2, 1]);
    number.tell([], 0, null);
    expect(number.digits).toEqual([]);
  });
});
