import { describe, expect, it } from 'vitest';
import { Answers } from './answers';

const trained = new Map();
const operated = new Map();
const seven = Uint8Array.of(0, 7, 0);
const one = Uint8Array.of(0, 1, 0);
const logits = Float32Array.of(1, 2);

describe('answers that are kept', () => {
  it('are found by what is drawn and by the weights that gave them', () => {
    const answers = new Answers();
    answers.add(seven, trained, logits);
    expect(answers.find(seven.slice(), trained)).toBe(logits);
    expect(answers.find(one, trained)).toBeNull();
    expect(answers.find(seven, operated)).toBeNull();
  });

  it('are forgotten with the drawing and with the weights', () => {
    const answers = new Answers();
    answers.add(seven, trained, logits);
    answers.add(one, trained, logits);
    answers.keep([one.slice()], trained);
    expect(answers.find(seven, trained)).toBeNull();
    expect(answers.find(one, trained)).toBe(logits);
    answers.keep([one], operated);
    expect(answers.find(one, trained)).toBeNull();
  });
});
