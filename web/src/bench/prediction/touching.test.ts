import { describe, expect, it } from 'vitest';
import type { Part } from '../preprocess/cuts';
import type { Prediction } from './readAnswer';
import { bestCut, bestHalves, isSure } from './touching';

const NORMAL = { x: 0, y: 0, width: 60, height: 100 };
const WIDE = { x: 0, y: 0, width: 130, height: 100 };

const says = (digit: number, share: number, score: number): Prediction => ({
  verdict: score < 0.2 ? 'not-a-digit' : 'digit',
  digit,
  probabilities: Array.from({ length: 10 }, (_, i) => (i === digit ? share : (1 - share) / 9)),
  score,
});
const part = (start: number, end: number): Part => ({
  start,
  end,
  box: NORMAL,
  pixels: new Uint8Array(),
  cut: () => ({ data: new Float64Array(), width: 0, height: 0 }),
});
const REFUSED = says(8, 0.4, 0.05);
const GOOD = says(3, 0.99, 0.99);
const bounds = (cut: Part[] | null) => cut && cut.map(({ start, end }) => [start, end]);

describe('the best way to cut', () => {
  it('leads from edge to edge through the best parts', () => {
    const parts = [part(0, 1), part(1, 3), part(0, 2), part(2, 3)];
    const said = [says(3, 0.6, 0.5), GOOD, says(5, 0.95, 0.9), says(7, 0.9, 0.9)];
    expect(bounds(bestCut(REFUSED, WIDE, parts, said))).toEqual([
      [0, 2],
      [2, 3],
    ]);
  });

  it('goes through no part that is refused', () => {
    const parts = [part(0, 1), part(1, 2)];
    expect(bestCut(REFUSED, WIDE, parts, [GOOD, REFUSED])).toBeNull();
    expect(bounds(bestHalves(parts, [GOOD, REFUSED]))).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  it('leaves a good digit whole, though it is as wide as two', () => {
    const parts = [part(0, 1), part(1, 2)];
    expect(bestCut(says(4, 0.9, 0.8), NORMAL, parts, [GOOD, GOOD])).toBeNull();
    // A 5 with a long flag: its right half is a 5 of its own.
    expect(bestCut(says(5, 0.9, 0.8), WIDE, parts, [GOOD, GOOD])).toBeNull();
    expect(bestCut(says(5, 0.7, 0.5), WIDE, parts, [GOOD, GOOD])).toHaveLength(2);
  });

  it('wants better parts of what was refused, the narrower it is', () => {
    const parts = [part(0, 1), part(1, 2)];
    const said = [says(3, 0.8, 0.6), says(3, 0.8, 0.6)];
    expect(bestCut(REFUSED, { ...NORMAL, width: 100 }, parts, said)).toHaveLength(2);
    expect(bestCut(REFUSED, { ...NORMAL, width: 50 }, parts, said)).toBeNull();
  });

  it('is none without parts', () => {
    expect([bestCut(REFUSED, WIDE, [], []), bestHalves([], [])]).toEqual([null, null]);
  });

  it('is not looked for where a digit is sure', () => {
    expect(isSure(GOOD)).toBe(true);
    expect(isSure(says(3, 0.8, 0.9))).toBe(false);
    expect(isSure(REFUSED)).toBe(false);
  });
});
