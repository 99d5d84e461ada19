/** The slow step in the address: there and back, and whatever can't be read is left at its default. */
import { describe, expect, it } from 'vitest';
import { decodeSlowStep, encodeSlowStep, EPSILONS, type Asked } from './slowStepAddress';

const FIRST = decodeSlowStep(null);
const ASKED: Asked = {
  part: 'update',
  seed: 7,
  label: 0,
  optimizer: 'adamw',
  rate: 0.0001,
  count: 10,
  weight: { name: 'conv1.weight', index: 0 },
  epsilon: 1e-8,
  trail: [0, 412, 9215],
};

describe('the slow step in the address', () => {
  it('has no text as it opens', () => expect(encodeSlowStep(FIRST)).toBeNull());

  it.each([
    ASKED,
    { ...FIRST, seed: null },
    { ...FIRST, trail: [3] },
    { ...FIRST, label: 9, count: 1 },
    ...EPSILONS.map((epsilon) => ({ ...FIRST, part: 'check' as const, epsilon })),
  ])('comes back as it went: %j', (asked) => {
    const text = encodeSlowStep(asked)!;
    expect(text).not.toContain(' ');
    expect(decodeSlowStep(text)).toEqual(asked);
  });

  it.each([
    'nothing',
    'forward--12',
    '-x',
    '---sgdm',
    '----0.02',
    '-----11',
    '------conv1.weight',
    '------~4',
    '-------4.5',
    '--------1..2',
  ])('what can’t be read is as at first: %s', (text) =>
    expect(decodeSlowStep(text)).toEqual(FIRST),
  );
});
