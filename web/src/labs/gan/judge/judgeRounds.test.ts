import { describe, expect, it } from 'vitest';
import { dealt, decodeStanding, encodeStanding } from './judgeRounds';

const LABELS = 10;

describe('what comes by', () => {
  it('is the same for the same seed and round, and another for the next', () => {
    expect(dealt(7, 3, LABELS)).toEqual(dealt(7, 3, LABELS));
    expect(dealt(7, 4, LABELS)).not.toEqual(dealt(7, 3, LABELS));
    expect(dealt(8, 3, LABELS)).not.toEqual(dealt(7, 3, LABELS));
  });

  it('is real half of the time, of every digit, and does not alternate', () => {
    const rounds = Array.from({ length: 4000 }, (_, round) => dealt(12345, round, LABELS));
    const real = rounds.filter(({ isReal }) => isReal).length / rounds.length;
    expect(Math.abs(real - 0.5)).toBeLessThan(0.04);
    for (let label = 0; label < LABELS; label++) {
      const share = rounds.filter((round) => round.label === label).length / rounds.length;
      expect(Math.abs(share - 0.1)).toBeLessThan(0.03);
      const own = rounds.filter((round) => round.label === label);
      const ownReal = own.filter(({ isReal }) => isReal).length / own.length;
      expect(Math.abs(ownReal - 0.5)).toBeLessThan(0.12);
    }
    const same = rounds.filter(({ isReal }, i) => i > 0 && isReal === rounds[i - 1].isReal).length;
    expect(Math.abs(same / rounds.length - 0.5)).toBeLessThan(0.04);
    expect(new Set(rounds.map(({ noiseSeed }) => noiseSeed)).size).toBe(rounds.length);
  });
});

describe('how a game stands, in the address', () => {
  it('comes back as it was', () => {
    const standing = { seed: 12345, round: 7, visitor: 4, discriminator: 5, guess: null };
    expect(encodeStanding(standing)).toBe('g12345.7.4.5');
    expect(decodeStanding('g12345.7.4.5')).toEqual(standing);
    expect(decodeStanding('g12345.7.4.5.r')).toEqual({ ...standing, guess: true });
    expect(encodeStanding({ ...standing, guess: false })).toBe('g12345.7.4.5.g');
  });

  it('says nothing of what the picture is', () => {
    for (const round of [0, 1, 2, 3, 4, 5])
      expect(encodeStanding({ seed: 5, round, visitor: 0, discriminator: 0, guess: null })).toBe(
        `g5.${round}.0.0`,
      );
  });

  it('no link claims more than there were rounds; what is damaged is left', () => {
    expect(decodeStanding('g1.3.9.2')).toMatchObject({ visitor: 3, discriminator: 2 });
    expect(decodeStanding('g1.3.9.2.g')).toMatchObject({ visitor: 4 });
    for (const text of ['', 'g', 'g1', 'g1.2.3', 'g1.2.3.4.x', 'g-1.2.3.4', 'g1.2.3.4.r.5'])
      expect(decodeStanding(text), text).toBeNull();
  });
});
