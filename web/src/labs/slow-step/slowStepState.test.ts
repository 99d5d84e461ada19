/** The slow step on the shipped network: what is asked for is worked out in the worker, step by step. */
import { beforeEach, describe, expect, it } from 'vitest';
import { loadedHost, TestHost, until } from '../../bench/testHost';
import { greyDigit } from '../../inference/testNetworks';
import { SlowStep } from './slowStep.svelte';
import { RATES } from './slowStepAddress';

let host: TestHost;
let slow: SlowStep;
beforeEach(async () => {
  host = await loadedHost();
  slow = new SlowStep(host);
  await slow.open();
});

async function settled(): Promise<void> {
  slow.update();
  await until(() => slow.isCurrent || slow.error);
  expect(slow.error).toBeNull();
}

describe('as it opens', () => {
  it('stands on the example of a 7, read as a 7, with nothing made', async () => {
    expect([slow.label, slow.isDrawn, slow.count, slow.text]).toEqual([7, false, 0, null]);
    await settled();
    expect(slow.row!.next.before.loss).toBeGreaterThan(0);
    expect(slow.place!.name).toBe('conv1.weight');
    expect(slow.gradient).not.toBe(0);
    expect(slow.trail).toEqual([]);
  });

  it('needs the network first', async () => {
    const early = new SlowStep(new TestHost());
    await early.open();
    early.update();
    early.verify();
    expect([early.picture, early.row, early.check, early.history]).toEqual([null, null, null, []]);
  });
});

it('a gradient opens into terms that add up to it, and each term leads back to the logits', async () => {
  await settled();
  const { layer, terms, total } = slow.sum!;
  expect(total).toBeCloseTo(slow.gradient, 6);
  const strongest = terms.toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount))[0];
  slow.follow(0, layer.shape, strongest.from);
  expect(slow.trail).toHaveLength(1);
  const [step] = slow.trail;
  expect(step.name).toBe(layer.name);
  expect(step.sum!.total).toBeCloseTo(strongest.weight, 9);
  slow.follow(1, step.sum!.layer.shape, step.sum!.terms[0].from);
  expect(slow.trail).toHaveLength(2);
  slow.unfollow(1);
  expect(slow.trail).toHaveLength(1);
  slow.chooseFrom('fc2.bias');
  expect([slow.place!.name, slow.trail.length]).toEqual(['fc2.bias', 0]);
  slow.choose({ name: 'fc2.weight', index: 1e9 });
  expect(slow.place!.name).toBe('conv1.weight');
});

it('the last layer’s gradient came from nowhere further', async () => {
  await settled();
  slow.choose({ name: 'fc2.bias', index: 3 });
  slow.follow(0, [10], { channel: 3, row: 0, column: 0 });
  expect(slow.trail.map(({ sum }) => sum)).toEqual([null]);
});

it('a push of the weight confirms its gradient', async () => {
  await settled();
  slow.chooseFrom('fc2.bias');
  slow.verify();
  await until(() => slow.check);
  const { up, down, epsilon } = slow.check!;
  expect((up - down) / (2 * epsilon)).toBeCloseTo(slow.gradient, 4);
  slow.setEpsilon(0.1);
  expect(slow.check).toBeNull();
  slow.verify();
  await until(() => slow.check);
  expect(slow.check!.epsilon).toBe(0.1);
});

describe('steps', () => {
  it('move the weights downhill, and each is in the history', async () => {
    await settled();
    slow.setLabel(3);
    await settled();
    const losses = [slow.row!.next.before.loss];
    for (let i = 1; i <= 2; i++) {
      slow.apply();
      await settled();
      expect(slow.count).toBe(i);
      losses.push(slow.row!.next.before.loss);
    }
    expect(losses[1]).toBeLessThan(losses[0]);
    expect(losses[2]).toBeLessThan(losses[1]);
    const { history } = slow;
    expect(history.map(({ count }) => count)).toEqual([1, 2, 3]);
    history.forEach(({ from, gradient, loss }, i) => {
      expect(loss).toBe(losses[i]);
      if (i > 0) expect(from).toBe(Math.fround(history[i - 1].weight));
      expect(gradient).not.toBe(0);
    });
    slow.restart();
    await settled();
    expect([slow.count, slow.row!.next.before.loss]).toEqual([0, losses[0]]);
  });

  it('that were made together are those that were made one by one', async () => {
    slow.go('---adam--2');
    await settled();
    expect([slow.count, slow.optimizer, slow.learningRate]).toEqual([2, 'adam', 0.001]);
    const together = slow.row!.next.before.loss;
    slow.go('---adam--1');
    await settled();
    slow.apply();
    await settled();
    expect(slow.row!.next.before.loss).toBe(together);
  });

  it('are not made before what is shown is what was asked for', async () => {
    slow.apply();
    expect(slow.text).toBeNull();
  });

  it('begin anew with another optimiser, another rate, other weights', async () => {
    slow.beginFrom(null);
    slow.setOptimizer('momentum');
    slow.setRate(RATES.indexOf(0.1));
    expect(slow.text).toBe('-t--momentum-0.1');
    await settled();
    expect(slow.row!.begin).toMatchObject({ seed: null, optimizer: 'momentum', learningRate: 0.1 });
    // The shipped weights read a 7 as a 7 almost surely, those of before training do not.
    const trained = slow.row!.next.before.loss;
    slow.beginFrom(5);
    await settled();
    expect(slow.row!.next.before.loss).toBeGreaterThan(trained);
  });
});

it('the page’s drawing takes the example’s place, read as the page reads it', async () => {
  host.drawing.loadPixels(greyDigit(1));
  await until(() => host.detector!.tensors);
  expect([slow.isDrawn, slow.read, slow.label]).toEqual([true, 2, 2]);
  slow.setLabel(2);
  expect(slow.text).toBeNull();
  slow.setLabel(9);
  expect(slow.label).toBe(9);
});

it('parts are shown one by one, and named in the address', () => {
  slow.showPart('loss');
  expect([slow.partIndex, slow.slide.index, slow.slide.count]).toEqual([1, 1, 7]);
  slow.slide.step(2);
  expect([slow.part, slow.text]).toEqual(['weight', 'weight']);
});

it('examples that can’t be had are said, and asked for again', async () => {
  const away = new TestHost();
  await away.load();
  Object.assign(away, { modelBase: `${away.modelBase}nowhere/` });
  const lost = new SlowStep(away);
  await lost.open();
  expect(lost.error).toMatch(/404/);
});
