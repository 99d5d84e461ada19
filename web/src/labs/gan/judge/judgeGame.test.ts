/** The game on the shipped networks: its pictures, what is said of them, and the address that holds the score. */
import { beforeAll, describe, expect, it } from 'vitest';
import { LabModels } from '../../../bench';
import { detectorOf } from '../ganLab.svelte';
import { loadedHost, modelBase, until, type TestHost } from '../../../bench/testHost';
import { greyDigit } from '../../../inference/testNetworks';
import { Gan } from '../gan.svelte';
import { GanLab } from '../ganLab.svelte';
import { Judge } from './judge.svelte';
import { JudgeGame, saysReal } from './judgeGame.svelte';

let host: TestHost;
let gan: Gan;
beforeAll(async () => {
  host = await loadedHost();
  gan = new Gan(host.labModels);
});
const ROUNDS = 6;

describe('the game', () => {
  it('tells what it was only after the guess, and counts both who guess', async () => {
    const game = new JudgeGame(gan, modelBase());
    await game.open();
    expect(game.failure).toBeNull();
    let [visitor, discriminator] = [0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      expect([game.revealed, game.played]).toEqual([null, round]);
      expect(game.picture!.pixels).toHaveLength(784);
      await game.guess(true);
      const { isReal, guess, verdict } = game.revealed!;
      expect(guess).toBe(true);
      visitor += Number(isReal);
      discriminator += Number(saysReal(verdict) === isReal);
      expect([game.visitor, game.discriminator]).toEqual([visitor, discriminator]);
      // A second guess does not count.
      await game.guess(false);
      expect(game.visitor).toBe(visitor);
      await game.next();
    }
    expect(game.text).not.toBeNull();
  });

  it('comes back from its address with the same picture', async () => {
    const game = new JudgeGame(gan, modelBase());
    expect(game.text).toBeNull();
    await game.open();
    await game.next();
    await game.guess(false);
    const { text, picture, revealed } = game;
    const other = new JudgeGame(gan, modelBase());
    other.go(text);
    await other.open();
    expect(other.picture).toEqual(picture);
    expect(other.revealed!.isReal).toBe(revealed!.isReal);
    expect(other.revealed!.verdict.score).toBeCloseTo(revealed!.verdict.score, 4);
    await other.restart();
    expect([other.text, other.played]).toEqual([null, 0]);
    other.go(text);
    await until(() => other.text === text);
  });

  it('says why nothing can be dealt', async () => {
    const lost = new JudgeGame(new Gan(new LabModels(`${modelBase()}nowhere/`)), modelBase());
    await lost.open();
    expect(lost.failure).toMatch(/404/);
    const without = new JudgeGame(gan, `${modelBase()}nowhere/`);
    await without.open();
    expect(without.failure).toMatch(/404/);
  });
});

describe('the judge', () => {
  it('judges the drawing as what the page reads, or as what is chosen', async () => {
    const judge = new Judge(gan, detectorOf(host), host.labModels.named('gan/discriminator'), host);
    await judge.open();
    expect([judge.shares, judge.digit, judge.share]).toEqual([null, null, null]);
    host.drawing.loadPixels(greyDigit(0));
    await judge.reading.ask(greyDigit(0));
    await until(() => judge.shares);
    expect(judge.digit).toBe(7);
    const asSeven = judge.share!;
    judge.choose(8);
    expect(judge.share).toBe(judge.shares![8]);
    expect(judge.share).not.toBe(asSeven);
    judge.openShare(8);
    expect(judge.bench.lens.isOpen).toBe(true);
    const { text } = judge;
    expect(text).toMatch(/^\.\.8\.\./);
    judge.go('..9..conv1_relu.3.5.5');
    expect([judge.chosen, judge.bench.judgedAs]).toEqual([9, 9]);
    judge.go(null);
    expect([judge.chosen, judge.text]).toEqual([null, null]);
    judge.takeApart({ pixels: greyDigit(1), label: 2 });
    expect(judge.chosen).toBe(2);
    judge.leave();
    host.drawing.clear();
    await judge.bench.detector!.update();
    expect(judge.shares).not.toBeNull();
  });
});

it('the laboratory’s address holds its sections', async () => {
  const lab = new GanLab(host);
  expect(lab.text).toBeNull();
  lab.noise.go('7-s42');
  lab.duel.go('347');
  const { text } = lab;
  const other = new GanLab(host);
  other.go(text);
  expect([other.noise.text, other.duel.text, other.text]).toEqual(['7-s42', '347', text]);
});
