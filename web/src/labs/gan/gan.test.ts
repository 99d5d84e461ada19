/** The two networks of the GAN laboratory, as they are shipped: noise becomes digits, and digits are judged. */
import { beforeAll, describe, expect, it } from 'vitest';
import { LabModels } from '../../bench';
import { detectorOf } from './ganLab.svelte';
import { loadedHost, modelBase, until, type TestHost } from '../../bench/testHost';
import { inkOf } from '../../core/greys';
import { greyDigit } from '../../inference/testNetworks';
import { Gan } from './gan.svelte';
import { NoiseLab, stagesOf } from './noise/noise.svelte';
import { isRight, OF_EACH, SentDigits } from './noise/sentDigits.svelte';
import { normalNoise } from './noiseVectors';

let host: TestHost;
let gan: Gan;
beforeAll(async () => {
  host = await loadedHost();
  gan = new Gan(host.labModels);
  await gan.open();
});

describe('both networks', () => {
  it('are ready, with what their manifests say', () => {
    expect([gan.isReady, gan.failure]).toEqual([true, null]);
    expect(gan.facts).toMatchObject({ size: 64 });
    expect(gan.facts!.labels).toHaveLength(10);
    expect(gan.realness!.means.real).toBeGreaterThan(gan.realness!.means.generated);
  });

  it('make a digit, the picture ahead of the rest, and judge it', async () => {
    const told: Float32Array[] = [];
    const noise = normalNoise(64, 1);
    const { output } = gan.generator!.manifest;
    const results = await gan.make(noise, 3, undefined, (picture) => told.push(picture));
    expect(told).toEqual([results[output]]);
    expect(results[output]).toHaveLength(784);
    const { realness } = await gan.judge(results[output], 3);
    expect(realness).toBeGreaterThan(0);
    expect(realness).toBeLessThan(1);
    const alone = await gan.makeMany([{ noise, digit: 3 }], new AbortController().signal);
    alone.forEach((ink, i) => expect(ink).toBeCloseTo(results[output][i], 4));
    const seven = (await gan.judge(inkOf(greyDigit(0)), 7)).realness;
    expect(seven).not.toBe((await gan.judge(inkOf(greyDigit(0)), 8)).realness);
  });

  it('refuse what does not fit, and what comes too early', async () => {
    const noise = normalNoise(64, 1);
    await expect(gan.make(noise.subarray(1), 3)).rejects.toThrow('63 numbers');
    await expect(gan.make(noise, [1, 0])).rejects.toThrow('2 labels');
    const closed = new Gan(new LabModels(modelBase()));
    await expect(closed.make(noise, 3)).rejects.toThrow('not loaded yet');
    await expect(closed.judge(noise, 3)).rejects.toThrow('not loaded yet');
  });

  it('that are not there are said', async () => {
    const lost = new Gan(new LabModels(`${modelBase()}nowhere/`));
    await lost.open();
    expect([lost.isReady, lost.failure]).toEqual([false, expect.stringContaining('404')]);
  });
});

describe('the noise laboratory', () => {
  const opened = async () => {
    const lab = new NoiseLab(gan);
    await lab.open();
    return lab;
  };

  it('opens with a 3, and nothing in the address', async () => {
    const lab = await opened();
    expect(lab.picture).toHaveLength(784);
    expect([lab.text, lab.start.digit, lab.error]).toEqual([null, 3, null]);
    expect(lab.noise).toHaveLength(64);
    expect(lab.stages.map(({ name }) => name)).toEqual(
      stagesOf(gan.generator!.manifest.layers).map(({ name }) => name),
    );
    await until(() => lab.tensors);
  });

  it('moves one number, to the nearest that there is, and makes another picture', async () => {
    const lab = await opened();
    const before = lab.picture;
    lab.choose(999);
    expect(lab.chosen).toBe(63);
    lab.choose(2);
    lab.setNumber(2, 99);
    await until(() => lab.picture !== before);
    expect(lab.noise![2]).toBe(4);
    expect(lab.drawnNoise![2]).toBe(4);
    expect(lab.text).toMatch(/^3-(-?[\d.]+x){63}-?[\d.]+$/);
  });

  it('moves along a direction to where it is asked to', async () => {
    const lab = await opened();
    const direction = Array.from({ length: 64 }, (_, i) => (i === 5 ? 1 : 0));
    lab.moveAlong(direction, 1.5);
    await until(() => Math.abs(lab.position(direction) - 1.5) < 0.01);
    const before = lab.picture;
    lab.setDigit(8);
    await until(() => lab.picture !== before);
    expect(lab.text).toMatch(/^8-/);
    lab.sample();
    expect(lab.text).toMatch(/^8-s\d+$/);
  });

  it('films the way to another digit and plays along it', async () => {
    const lab = await opened();
    lab.setEnd({ digit: 8, noise: 5 });
    await until(() => lab.film);
    expect(lab.film).toHaveLength(9 * 784);
    lab.seek(0.5);
    expect([lab.isOnTheWay, lab.text]).toEqual([true, '3-s1*8-s5*50']);
    lab.seek(7);
    expect(lab.share).toBe(1);
    lab.seek(0);
    lab.togglePlay();
    expect(lab.isPlaying).toBe(true);
    await until(() => lab.share > 0);
    // While it plays, the address waits.
    expect(lab.text).toBe('3-s1*8-s5*0');
    lab.togglePlay();
    expect(lab.isPlaying).toBe(false);
    lab.sampleEnd();
    expect(lab.end!.noise).not.toBe(5);
    lab.setEnd(null);
    await until(() => lab.film === null);
    lab.sampleEnd();
    lab.togglePlay();
    expect([lab.end, lab.isPlaying]).toEqual([null, false]);
  });

  it('walks through the generator stage by stage', async () => {
    const lab = await opened();
    lab.isWayShown = true;
    const last = lab.stages.length - 1;
    expect(lab.stage).toBe(last);
    lab.walk();
    expect([lab.isWalking, lab.stage]).toEqual([true, 0]);
    await until(() => lab.stage === 1);
    lab.walk();
    expect(lab.isWalking).toBe(false);
    lab.goTo(99);
    expect(lab.stage).toBe(last);
    lab.goTo(1);
    lab.walk();
    lab.leave();
    expect([lab.stage, lab.isWalking]).toEqual([1, false]);
    await lab.update();
    await until(() => lab.stages.every(({ name }) => name in (lab.tensors ?? {})));
  });

  it('follows the address, and says what was wrong with its numbers', async () => {
    const lab = await opened();
    lab.go('5-9xyx1');
    expect(lab.start.digit).toBe(5);
    expect(lab.fault).toEqual({ clamped: 1, unreadable: 62 });
    lab.take(7, 2);
    expect([lab.text, lab.fault]).toEqual(['2-s7', { clamped: 0, unreadable: 0 }]);
    lab.go(null);
    expect(lab.text).toBeNull();
  });
});

it('a hundred digits are made and read, and each is counted once', async () => {
  const sent = new SentDigits(gan, detectorOf(host), host.surgery);
  await sent.send();
  expect([sent.error, sent.isBusy, sent.isOperated]).toEqual([null, false, false]);
  expect(sent.digits.map(({ digit }) => digit)).toEqual(
    Array.from({ length: 100 }, (_, i) => Math.floor(i / OF_EACH)),
  );
  expect(sent.read).toBe(100);
  expect(sent.right + sent.misread.length).toBe(100);
  expect(sent.right).toBe(sent.digits.filter(isRight).length);
  expect(sent.right).toBeGreaterThan(85);
  sent.choose(4);
  expect(sent.chosen).toBe(4);
  const first = sent.send();
  await sent.send();
  await first;
  expect([sent.read, sent.chosen]).toEqual([100, null]);
});
