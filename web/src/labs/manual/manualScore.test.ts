import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { GROUPS, manualFeatures, type FeatureSettings, type Group } from './manualFeatures';
import { featureTerms, saidByPlace, shownScore } from './manualScore';
import { readSafetensors } from '../../core/safetensors';
import type { Tensor } from '../../core/tensor';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const text = (path: string) => JSON.parse(readFileSync(root + path, 'utf8'));
const folder = 'artifacts/lab/manual-features/';
const manifest = text(`${folder}manifest.json`);
const settings: FeatureSettings = manifest.features;
const bytes = readFileSync(`${root}${folder}${manifest.files.weights.path}`);
const weights = readSafetensors(
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
);
const example = text('artifacts/examples.json').images[4];
const { groups } = manualFeatures(new Uint8Array(Buffer.from(example.pixels, 'base64')), settings);
const sizes = Object.fromEntries(GROUPS.map((group) => [group, groups[group].length])) as Record<
  Group,
  number
>;
const DIGITS = 3;
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

const classifiers: [string, Group[]][] = manifest.classifiers.map(
  ({ name, groups }: { name: string; groups: Group[] }) => [name, groups],
);

describe.each(classifiers)('the score of the shipped classifier of %s', (name, chosen) => {
  const weight = weights.get(`${name}.weight`) as Tensor;
  const bias = weights.get(`${name}.bias`)!.data;
  const termsOf = (digit: number) => featureTerms(groups, chosen, weight, digit);
  const scores = Array.from({ length: 10 }, (_, digit) =>
    sum([...termsOf(digit).map(({ amount }) => amount), bias[digit]]),
  );

  it('reads a held-out 4', () => {
    expect(example.label).toBe(4);
    expect(scores.indexOf(Math.max(...scores))).toBe(4);
  });

  it('is what is shown, to the last digit: by group, and by the largest terms', () => {
    for (let digit = 0; digit < 10; digit++) {
      const terms = termsOf(digit);
      const shown = shownScore(terms, chosen, bias[digit], scores[digit], 6, DIGITS);
      const wanted = Number(scores[digit].toFixed(DIGITS));
      const byGroup = sum([...shown.groups.map((group) => group.shown), shown.bias]);
      expect(byGroup).toBeCloseTo(wanted, 6);
      expect(shown.bias).toBe(Number(bias[digit].toFixed(DIGITS)));
      const { pro, contra, others } = shown.terms;
      const listed = [...pro, ...contra].map((term) => term.shown);
      expect(sum([...listed, others.shown, shown.bias])).toBeCloseTo(wanted, 6);
      expect(pro.length + contra.length + others.count).toBe(terms.length);
    }
  });

  it('is said place by place, nothing lost and nothing said by what is off', () => {
    const terms = termsOf(4);
    const said = saidByPlace(terms, sizes, settings);
    for (const group of GROUPS) {
      const own = terms.filter((term) => term.group === group).map(({ amount }) => amount);
      expect(sum(said[group])).toBeCloseTo(sum(own), 5);
    }
    expect(said.hog.length).toBe((settings.side / settings.cell) ** 2 * settings.orientations);
  });
});
