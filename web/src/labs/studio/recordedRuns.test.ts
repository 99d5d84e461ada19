/** The shipped records of training: their lines, and the weights of any of their moments, put together in a worker. */
import { describe, expect, it } from 'vitest';
import { modelBase, shippedClient, until } from '../../bench/testHost';
import { openRecords } from './recordedRuns.svelte';
import { isServerRun, trainedWeights } from './trainedWeights';
import { MOST_COMPARED, TrainingRuns } from './trainingRuns.svelte';

describe('a record', () => {
  it('is fetched once, with every step’s line', async () => {
    const [runs, again] = await Promise.all([openRecords(modelBase()), openRecords(modelBase())]);
    expect(again).toBe(runs);
    const [usual] = runs;
    await usual.open();
    await usual.open();
    const { steps, looks, isFinished } = usual.record;
    expect(isFinished).toBe(true);
    expect(steps.length).toBeGreaterThan(50);
    expect(looks.map(({ step }) => step)).toEqual(usual.moments);
  });

  it('has weights of each moment: as many as the network has, moving from the start to the end', async () => {
    const [usual] = await openRecords(modelBase());
    const { weights: shipped } = await shippedClient();
    const first = await usual.weightsAt(0);
    const last = await usual.weightsAt(Infinity);
    expect([...last.keys()].sort()).toEqual([...shipped.keys()].sort());
    for (const [name, { data }] of last) expect(data).toHaveLength(shipped.get(name)!.data.length);
    const bias = [...last.keys()].find((name) => name.endsWith('.bias'))!;
    expect(last.get(bias)!.data).not.toEqual(first.get(bias)!.data);
    // Between two moments, those of the earlier one.
    const between = await usual.weightsAt(usual.moments[1] + 0.5);
    expect(between.get(bias)!.data).toEqual(
      (await usual.weightsAt(usual.moments[1])).get(bias)!.data,
    );
  });

  it('that is not there is said', async () => {
    await expect(openRecords(`${modelBase()}nowhere/`)).rejects.toThrow('404');
    await expect(trainedWeights(modelBase(), 'nothing~3')).rejects.toThrow(
      'no recorded run nothing',
    );
    await expect(trainedWeights(modelBase(), 'run-001')).rejects.toThrow('404');
    expect([isServerRun('run-001'), isServerRun('usual')]).toEqual([true, false]);
    const weights = await trainedWeights(modelBase(), 'usual~0');
    expect(weights.size).toBeGreaterThan(0);
  });
});

describe('the runs that are looked at', () => {
  const opened = async () => {
    const runs = new TrainingRuns(modelBase());
    await runs.open();
    return runs;
  };

  it('are the records where no server trains; the first is shown at its newest look', async () => {
    const runs = await opened();
    expect([runs.server.state, runs.failure, runs.text, runs.isAsked]).toEqual([
      'none',
      null,
      null,
      true,
    ]);
    await runs.tell(runs.run!);
    await until(() => runs.looks.length > 0);
    expect([runs.isFollowing, runs.index]).toEqual([true, runs.looks.length - 1]);
    runs.seek(2);
    expect([runs.isFollowing, runs.look]).toEqual([false, runs.looks[2]]);
    expect(runs.text).toBe(`~${runs.looks[2].step}`);
    runs.slide.step(1);
    expect(runs.index).toBe(3);
    runs.follow();
    expect(runs.text).toBeNull();
  });

  it('are compared, a few at a time, and named in the address', async () => {
    const runs = await opened();
    const [first, ...others] = runs.records;
    for (const other of others) runs.compare(other, true);
    expect(runs.compared).toHaveLength(MOST_COMPARED);
    runs.compare(runs.compared[0], false);
    expect(runs.compared).toHaveLength(MOST_COMPARED - 1);
    runs.choose(others.at(-1)!);
    // The run looked at is not also beside itself.
    expect(runs.compared.map(({ name }) => name)).not.toContain(others.at(-1)!.name);
    const { text } = runs;
    const other = await opened();
    other.go(text);
    expect([other.text, other.run!.name]).toEqual([text, others.at(-1)!.name]);
    expect(other.isCompared(first)).toBe(false);
    other.go('nobody~12~x');
    expect([other.unknown, other.run!.name, other.compared]).toEqual(['nobody', first.name, []]);
  });

  it('say what can’t be had', async () => {
    const runs = new TrainingRuns(`${modelBase()}nowhere/`);
    await runs.open();
    expect(runs.failure).toMatch(/404/);
    const [record] = await openRecords(modelBase());
    const there = await opened();
    const broken = Object.assign(Object.create(record), {
      open: () => Promise.reject(new Error('gone')),
    });
    await there.tell(broken);
    expect(there.openFailure).toBeNull();
  });
});
