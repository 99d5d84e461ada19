import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { GROUPS, joined, manualFeatures, type Group } from './manualFeatures';
import { featureTerms } from './manualScore';
import { readSafetensors } from '../../core/safetensors';
import { NetworkSession } from '../../inference/session';

const artifacts = fileURLToPath(new URL('../../../../artifacts/', import.meta.url));
const folder = `${artifacts}lab/manual-features/`;
const text = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const bytes = (path: string) => new Uint8Array(readFileSync(path));
const manifest = text(`${folder}manifest.json`);
const weights = readSafetensors(
  bytes(`${folder}${manifest.files.weights.path}`).buffer as ArrayBuffer,
);
const examples: { label: number; pixels: string }[] = text(`${artifacts}examples.json`).images;

describe('the shipped classifiers on onnxruntime-web', () => {
  it('give the scores that the page takes apart, for the blank picture too', async () => {
    const graph = bytes(`${folder}${manifest.files.graph.path}`);
    const session = await NetworkSession.create(manifest, graph, weights);
    const pictures = examples.map(({ pixels }) => new Uint8Array(Buffer.from(pixels, 'base64')));
    let worst = 0;
    for (const pixels of [new Uint8Array(784), ...pictures]) {
      const { groups } = manualFeatures(pixels, manifest.features);
      const results = await session.run(joined(groups, GROUPS));
      for (const { name, groups: chosen, output } of manifest.classifiers) {
        const weight = weights.get(`${name}.weight`)!;
        const bias = weights.get(`${name}.bias`)!.data;
        for (let digit = 0; digit < bias.length; digit++) {
          const terms = featureTerms(groups, chosen as Group[], weight, digit);
          const sum = terms.reduce((total, { amount }) => total + amount, bias[digit]);
          worst = Math.max(worst, Math.abs(results[output][digit] - sum));
        }
      }
    }
    expect(worst).toBeLessThan(1e-4);
  });
});
