import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { layerCounts, networkCount } from '../../core/layerCounts';
import { parseLabEvaluation } from '../../kit/measured/labEvaluation';
import { RIVALS, SHUFFLED, SHUFFLED_KINDS } from './versus.svelte';
import { CURVES } from './variationSettings';

const lab = fileURLToPath(new URL('../../../../artifacts/lab/', import.meta.url));
const read = (path: string) => JSON.parse(readFileSync(`${lab}${path}`, 'utf8'));

const NAMES = [
  ...Object.values(RIVALS).flat(),
  ...SHUFFLED_KINDS.map((kind) => SHUFFLED[kind].shuffled),
];

describe('the record of the laboratories', () => {
  const record = read('evaluation.json');
  const { models } = parseLabEvaluation(record);

  it.each(NAMES)('%s is in it, as it is shipped, on curves that the page knows', (name) => {
    const { files, layers, weights } = read(`${name}/manifest.json`);
    expect(models[name].sha256.weights).toBe(files.weights.sha256);
    const { parameters, multiplications } = networkCount(layerCounts(layers, weights));
    const { parameters: p, multiplications: m } = record.models[name];
    expect([parameters, multiplications]).toEqual([p, m]);
    for (const curve of Object.keys(models[name].curves))
      expect(Object.keys(CURVES)).toContain(curve);
  });

  it('has the curves of rivals at the same values', () => {
    for (const names of Object.values(RIVALS)) {
      const values = (name: string) =>
        Object.entries(models[name].curves).map(([curve, { accuracy }]) => [
          curve,
          accuracy.map(([value]) => value),
        ]);
      for (const name of names) expect(values(name)).toEqual(values(names[0]));
    }
  });

  it('names the first entry that does not fit', () =>
    expect(() =>
      parseLabEvaluation({ models: { a: { ...models[NAMES[0]], test: { accuracy: 2 } } } }),
    ).toThrow(/lab\/evaluation\.json does not fit at models\.a\.test/));
});
