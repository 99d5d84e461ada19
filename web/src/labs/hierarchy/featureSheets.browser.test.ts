/** What the units look for, decoded by a real browser. */
import { expect, it } from 'vitest';
import { beside } from '../../kit/beside';
import { FeatureSheets } from './featureSheets.svelte';

const base = beside('model/lab/vgg-fashion/');
const manifest = async () => (await fetch(`${base}manifest.json`)).json();

it('has a picture for each unit of a level', async () => {
  const features = new FeatureSheets(base);
  expect([features.sheets, features.level('block1_pool')]).toEqual([null, null]);
  await features.open((await manifest()).files.weights.sha256);
  expect(features.failure).toBeNull();
  const { record, features: sheet, exciting } = features.sheets!;
  const [level, next] = record.levels;
  expect(features.level(level.layer)).toBe(level);
  expect(next.first).toBe(level.first + level.excited.length);
  const cell = sheet.cell(level.first);
  expect(cell).toHaveLength(record.side ** 2);
  expect(new Set(cell).size).toBeGreaterThan(2);
  expect(sheet.cell(level.first + 1)).not.toEqual(cell);
  expect(exciting.cell(level.excited[0][0].cell)).toHaveLength(record.side ** 2);
});

it('of other weights, or missing, it is refused and said', async () => {
  const other = new FeatureSheets(base);
  await other.open('0');
  expect(other.failure).toMatch(/other weights/);
  const lost = new FeatureSheets(`${base}nowhere/`);
  await lost.open('0');
  expect(lost.failure).toMatch(/404/);
});
