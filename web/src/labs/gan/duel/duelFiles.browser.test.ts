/** The duel's picture is decoded by a real browser: all its moments, played, sought and named in the address. */
import { afterEach, expect, it, vi } from 'vitest';
import { beside } from '../../../kit/beside';
import { Duel } from './duel.svelte';
import { DuelFiles, SIDE } from './duelFiles.svelte';

const duel = new Duel(beside('model/'));
afterEach(() => {
  duel.pause();
  duel.go(null);
});

it('has a row of digits for each moment, once', async () => {
  duel.seek(3);
  expect([duel.index, duel.moment, duel.rested]).toEqual([null, null, null]);
  await Promise.all([duel.files.open(), duel.files.open()]);
  const { record, picture } = duel.files.opened!;
  expect(picture.width).toBe(record.pictures.across * SIDE);
  expect(duel.index).toBe(record.moments.length - 1);
  expect(duel.text).toBeNull();
});

it('is sought, and stays where one rests', () => {
  const { moments } = duel.files.opened!.record;
  duel.seek(4);
  expect([duel.moment, duel.text]).toEqual([moments[4], String(moments[4].step)]);
  duel.rest();
  duel.seek(9);
  expect([duel.rested, duel.index]).toEqual([moments[4], 9]);
  expect(duel.recorded!.step).toBeLessThanOrEqual(moments[4].step);
  expect(duel.weighed!.weights).toBeDefined();
  duel.rest();
  duel.seek(-5);
  expect(duel.index).toBe(0);
  duel.seek(9999);
  expect([duel.index, duel.text]).toEqual([moments.length - 1, null]);
});

it('a moment that was not kept is said until one moves on', () => {
  duel.go('31');
  expect([duel.unknown, duel.moment!.step, duel.text]).toEqual([31, 30, '31']);
  duel.slide.step(1);
  expect(duel.unknown).toBeNull();
});

it('a step in slow motion: its parts, its pairs, the digit that is followed', async () => {
  duel.seek(4);
  duel.rest();
  await duel.files.openStep(duel.recorded!);
  duel.showPart('losses');
  duel.choosePair(9999);
  const pairs = duel.files.stepAt(duel.recorded!)!.pairs.length;
  expect([duel.part, duel.pair]).toEqual(['losses', pairs - 1]);
  duel.choosePair(0);
  duel.follow(9999);
  expect(duel.digit).toBe(duel.files.opened!.record.pictures.shown - 1);
  duel.follow(8);
  duel.slowMotion.step(1);
  expect(duel.part).toBe('weights');
  duel.setAxis('linear');
  expect(duel.axis).toBe('linear');
});

it('plays once, to whoever comes by', async () => {
  duel.begin();
  expect(duel.slide.isPlaying).toBe(true);
  await vi.waitFor(() => expect(duel.index).toBeGreaterThan(0));
  duel.pause();
  duel.begin();
  expect(duel.slide.isPlaying).toBe(false);
});

it('says what is not there, or of another size', async () => {
  const lost = new DuelFiles(`${beside('model/')}nowhere/`);
  await lost.open();
  expect(lost.failure).toMatch(/404/);
  const real = globalThis.createImageBitmap;
  vi.stubGlobal('createImageBitmap', () => real(new ImageData(3, 3)));
  const wrong = new DuelFiles(beside('model/'));
  await wrong.open();
  expect(wrong.failure).toMatch(/is 3 × 3 pixels/);
  vi.unstubAllGlobals();
});
