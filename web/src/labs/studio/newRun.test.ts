import { expect, it } from 'vitest';
import { NewRun } from './newRun.svelte';
import { differences, parseLimits } from './trainingSettings';

/** A part of what the server's description says. */
const told = {
  components: {
    schemas: {
      RunSettings: {
        properties: {
          epochs: { type: 'integer', minimum: 1, maximum: 100, default: 3 },
          batch_size: { type: 'integer', minimum: 1, maximum: 4096, default: 256 },
          optimizer: { type: 'string', enum: ['muon', 'adamw', 'sgd'], default: 'muon' },
          learning_rate: { type: 'number', exclusiveMinimum: 0, maximum: 1, default: 0.005 },
          augment: { type: 'boolean', default: false },
          limit: { anyOf: [{ type: 'integer', minimum: 32, maximum: 54000 }, { type: 'null' }] },
          label_noise: { type: 'number', minimum: 0, maximum: 1, default: 0, unit: 'share' },
          seed: { type: 'integer', minimum: 0, maximum: 2 ** 31 - 1, default: 7 },
        },
      },
    },
  },
};
const draft = () => new NewRun(parseLimits(told));

it('limits and usual settings are the server’s', () => {
  const { usual, of } = parseLimits(told);
  expect(usual).toMatchObject({ epochs: 3, optimizer: 'muon', limit: null });
  expect(of.limit).toEqual({
    least: 32,
    most: 54000,
    isAboveLeast: false,
    isWhole: true,
    isShare: false,
    isOptional: true,
    choices: [],
  });
  expect([of.learning_rate.isAboveLeast, of.label_noise.isShare]).toEqual([true, true]);
  expect(of.optimizer.choices).toEqual(['muon', 'adamw', 'sgd']);
  expect(() => parseLimits({})).toThrow();
});

it.each([
  ['epochs', '12', 12],
  ['learning_rate', '0,02', 0.02],
  ['limit', '', null],
  ['limit', '300', 300],
  ['label_noise', '25', 0.25],
] as const)('%s = %s is taken', (name, text, value) => {
  const run = draft();
  run.type(name, text);
  expect(run.wrong).toBeNull();
  expect(run.values[name]).toBe(value);
});

it.each([
  ['epochs', '0'],
  ['epochs', '1.5'],
  ['epochs', 'many'],
  ['epochs', ''],
  ['learning_rate', '0'],
  ['learning_rate', '7'],
  ['limit', '31'],
  ['label_noise', '101'],
] as const)(
  '%s = %s stays in its field and is told, and the last that was right is kept',
  (name, text) => {
    const run = draft();
    const before = run.values[name];
    run.type(name, text);
    expect(run.wrong).toEqual({ name, text });
    expect(run.text(name)).toBe(text);
    expect(run.values[name]).toBe(before);
    run.take(run.limits.usual);
    expect(run.wrong).toBeNull();
  },
);

it('runs differ in what was chosen', () => {
  const run = draft();
  run.type('label_noise', '100');
  run.choose('optimizer', 'sgd');
  expect(differences(run.values, run.limits.usual)).toEqual(['optimizer', 'label_noise']);
  expect(run.text('label_noise')).toBe('100');
});
