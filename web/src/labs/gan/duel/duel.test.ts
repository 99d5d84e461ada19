/** The duel's choices: through the address and back, to the nearest moment that exists; the shipped record. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { softplus } from './duelLoss';
import { Duel } from './duel.svelte';
import { logLine, momentWith, nearestMoment, parseDuel, parseStep } from './duelRecord';

const folder = new URL('../../../../../artifacts/lab/gan/duel/', import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));

describe('moments', () => {
  const moments = [0, 30, 300, 3000].map((step) => ({ step }));
  const file = { path: 'x', sha256: '', bytes: 1 };
  const realness = { scale: 1, offsets: [], means: { real: 1, generated: 0 } };

  it('are found by the nearest step', () => {
    expect(
      [0, 14, 15, 16, 300, 1650, 1651, 99_999].map((step) => nearestMoment(moments, step)),
    ).toEqual([0, 0, 0, 1, 2, 2, 3, 3]);
  });

  it('know the last before them for which something is shipped', () => {
    const kept = moments.map(({ step }, i) => ({
      step,
      realness,
      ...(i % 2 === 1 && { weights: file }),
    }));
    expect([0, 1, 2, 3].map((i) => momentWith(kept, i, 'weights'))).toEqual([1, 1, 1, 3]);
    expect(momentWith(kept, 3, 'record')).toBeNull();
  });

  it('stand in the line of the log that holds their next step', () => {
    expect([0, 49, 50, 149, 150, 400].map((step) => logLine([50, 100, 150], step))).toEqual([
      0, 0, 1, 2, 2, 2,
    ]);
  });
});

describe('the address', () => {
  it('goes there and back', () => {
    for (const text of [null, '347', '347-linear-12-losses-2', '----3', '-linear', '--5', '0']) {
      const duel = new Duel('http://localhost/model/');
      duel.go(text);
      expect(duel.text).toBe(text);
    }
  });

  it('leaves at first what it can’t read', () => {
    const duel = new Duel('http://localhost/model/');
    duel.go('first-sideways-x-dance--');
    expect(duel.text).toBeNull();
    expect(duel.part).toBe('noise');
    expect(duel.axis).toBe('log');
  });
});

describe('the shipped record', () => {
  const record = parseDuel(read('duel.json'));

  it('begins before the first step and ends with the last', () => {
    expect(record.moments[0].step).toBe(0);
    expect(record.moments.at(-1)!.step).toBe(record.steps);
    expect(record.moments[0].weights).toBeDefined();
  });

  it('has steps whose losses follow from the scores', () => {
    for (const { record: file, step } of record.moments) {
      if (!file) continue;
      const recorded = parseStep(read(file.path), file.path);
      expect(recorded.step).toBe(step);
      // All of them are above zero: those of the listed pairs are part of the batch's.
      const losses = (sign: number) =>
        recorded.pairs.reduce(
          (sum, { real_score, fake_score }) => sum + softplus(sign * (real_score - fake_score)),
          0,
        );
      const whole = record.batch_size * (1 + 1e-4);
      expect(losses(1)).toBeLessThan(whole * recorded.before.generator_loss);
      expect(losses(-1)).toBeLessThan(whole * recorded.before.discriminator_loss);
      expect(recorded.pairs.length).toBeLessThanOrEqual(record.batch_size);
      const networks = new Set(recorded.weights.map(({ name }) => name.split('.')[0]));
      expect([...networks].sort()).toEqual(['discriminator', 'generator']);
    }
  });

  it('is refused with the place where it does not fit', () => {
    const spoilt = read('duel.json');
    spoilt.moments[1].step = -1;
    expect(() => parseDuel(spoilt)).toThrow(/duel\.json does not fit at moments\.1\.step/);
  });
});
