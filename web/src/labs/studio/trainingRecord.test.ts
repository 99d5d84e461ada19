import { expect, it } from 'vitest';
import { parseLine, type TrainingLine } from './trainingLines';
import { TrainingRecord } from './trainingRecord.svelte';

const start = (resumed_at = 0): TrainingLine => ({
  kind: 'start',
  epochs: 2,
  total_steps: 20,
  images: 640,
  held_out: 10,
  resumed_at,
});
const step = (step: number): TrainingLine => ({
  kind: 'step',
  step,
  epoch: step < 10 ? 1 : 2,
  loss: 1 / (1 + step),
  accuracy: 0.5,
  images_per_second: 100,
  seconds_left: 1,
});
const look = (step: number, accuracy = 0.5): TrainingLine => ({
  kind: 'look',
  step,
  accuracy,
  confusion: Array.from({ length: 10 }, () => Array(10).fill(0)),
  mistakes: [],
  weights: {},
  gradients: {},
  moment: `moments/${step}.safetensors`,
});
const epoch = (epoch: number): TrainingLine => ({ kind: 'epoch', epoch, loss: 1, accuracy: 0.5 });

const steps = ({ steps, looks, epochs }: TrainingRecord) => [
  steps.map(({ step }) => step),
  looks.map(({ step }) => step),
  epochs.map(({ epoch }) => epoch),
];

it('takes lines as they come', () => {
  const record = new TrainingRecord();
  record.add([start(), look(0), step(4)]);
  record.add([step(8), look(8), epoch(1)]);
  expect(steps(record)).toEqual([[4, 8], [0, 8], [1]]);
  expect(record.isFinished).toBe(false);
  record.add([{ kind: 'end', step: 20, finished: true }]);
  expect(record.isFinished).toBe(true);
});

it('a run that goes on makes again what stood above', () => {
  const record = new TrainingRecord();
  record.add([start(), look(0), step(8), epoch(1), step(14), look(14), epoch(2)]);
  record.add([start(10)]);
  expect(steps(record)).toEqual([[8], [0], [1]]);
  expect(record.isFinished).toBe(false);
});

it('told anew from the first line, it holds each line once', () => {
  const record = new TrainingRecord();
  const lines = [start(), look(0), step(8), epoch(1), look(8)];
  record.add(lines);
  record.add(lines);
  expect(steps(record)).toEqual([[8], [0, 8], [1]]);
});

it('the last look of a step is the one that counts', () => {
  const record = new TrainingRecord();
  record.add([start(), look(20, 0.5), look(20, 0.75)]);
  expect(record.looks.map(({ accuracy }) => accuracy)).toEqual([0.75]);
});

it('a line that this page does not know is passed over, and no number stays none', () => {
  expect(parseLine({ kind: 'weather', sun: 1 })).toBeNull();
  expect(parseLine({ ...step(3), loss: null })).toMatchObject({ loss: null });
  expect(parseLine({ ...step(3), accuracy: 3 })).toBeNull();
});
