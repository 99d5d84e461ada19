/** Both networks as they were at moments of their training, from the shipped record. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { modelBase, until } from '../../../bench/testHost';
import { greyDigit } from '../../../inference/testNetworks';
import { DuelFiles } from './duelFiles.svelte';
import { DuelNetworks } from './duelNetworks.svelte';
import { parseDuel, type Moment } from './duelRecord';

const folder = new URL('../../../../../artifacts/lab/gan/duel/', import.meta.url);
const { moments } = parseDuel(JSON.parse(readFileSync(new URL('duel.json', folder), 'utf8')));
const weighed = moments.filter(({ weights }) => weights);

describe('both networks', () => {
  let networks: DuelNetworks;
  beforeAll(async () => {
    networks = new DuelNetworks(modelBase());
    expect(networks.isOpen).toBe(false);
    await networks.open(weighed.at(-1)!);
  });

  it('have the weights of the moment, and make of the same noise what they made then', async () => {
    expect([networks.failure, networks.moment]).toEqual([null, weighed.at(-1)]);
    expect(networks.labels).toHaveLength(10);
    const last = networks.made!;
    expect(last.digit).toBe(3);
    await networks.open(weighed[0]);
    await until(() => networks.made !== last);
    expect(networks.made!.pixels).not.toEqual(last.pixels);
    await networks.open(weighed.at(-1)!);
    await until(() => networks.made!.pixels.every((grey, i) => grey === last.pixels[i]));
    expect(networks.made!.share).toBeCloseTo(last.share, 5);
  });

  it('make other digits of other noise', async () => {
    const before = networks.made!;
    networks.setWish(8);
    await until(() => networks.made!.digit === 8);
    const eight = networks.made!;
    networks.draw();
    await until(() => networks.made !== eight);
    expect([networks.made!.digit, networks.wish]).toEqual([8, 8]);
    expect(networks.made!.pixels).not.toEqual(before.pixels);
  });

  it('judge a visitor’s digit; an answer that comes late is dropped', async () => {
    const late = networks.judge(greyDigit(0), 7);
    await networks.judge(null, null);
    await late;
    expect(networks.own).toBeNull();
    await networks.judge(greyDigit(0), 7);
    expect(networks.own).toBeGreaterThan(0);
  });

  it('say which weights can’t be had', async () => {
    const gone: Moment = {
      ...weighed[0],
      weights: { path: 'gone.safetensors', sha256: '', bytes: 1 },
    };
    await networks.open(gone);
    expect(networks.failure).toMatch(/gone.*404/);
    // Weights of another network: nothing fits.
    await networks.open({
      ...weighed[0],
      weights: { ...gone.weights!, path: '../generator/weights.safetensors' },
    });
    expect(networks.failure).toMatch(/has 0 numbers, the network takes \d+/);
  });
});

describe('recorded steps', () => {
  it('are fetched once, each for itself', async () => {
    const files = new DuelFiles(modelBase());
    const recorded = moments.filter(({ record }) => record)[1];
    expect(files.stepAt(recorded)).toBeNull();
    await files.openStep(recorded);
    await files.openStep(recorded);
    expect([files.stepAt(recorded)!.step, files.stepFailureAt(recorded)]).toEqual([
      recorded.step,
      null,
    ]);
    await files.openStep({ ...recorded, record: undefined });
    expect(files.stepAt({ ...recorded, record: undefined })).toBeNull();
  });

  it('that can’t be had are said', async () => {
    const files = new DuelFiles(modelBase());
    const gone = { ...moments[1], record: { path: 'gone.json', sha256: '', bytes: 1 } };
    await files.openStep(gone);
    expect(files.stepFailureAt(gone)).toMatch(/404/);
  });
});
