/** The laboratory of garments on its own network: examples, answer as a tree, figures, and the address. */
import { expect, it } from 'vitest';
import { LabModels, ModelBench } from '../../bench';
import { modelBase, until } from '../../bench/testHost';
import { GARMENT_MODEL, Hierarchy } from './hierarchy.svelte';

const made = (base = modelBase()) =>
  new Hierarchy(
    new ModelBench(new LabModels(base).named(GARMENT_MODEL), {
      modelBase: base,
      labels: (keys) => [...keys],
    }),
  );

it('opens on a boot, reads it as one, and has its figures', async () => {
  const lab = made();
  expect([lab.garment, lab.tree, lab.keys, lab.measured]).toEqual([null, null, [], null]);
  lab.open();
  lab.open();
  await until(() => lab.tree && lab.measured);
  expect([lab.failure, lab.text]).toEqual([null, null]);
  expect(lab.garments[lab.garment!].label).toBe(9);
  expect(lab.keys).toHaveLength(10);
  expect(lab.blocks.length).toBeGreaterThan(1);
  expect(lab.bench.detector!.prediction.digit).toBe(9);
});

it('keeps what is asked for until there are examples; another is shown by its number', async () => {
  const lab = made();
  lab.go('g4..block1_pool.3.4.5....n..block1_pool.7');
  expect(lab.text).toMatch(/^g4\.\./);
  lab.open();
  await until(() => lab.bench.data);
  await until(() => lab.garment === 4);
  expect([lab.isNetworkOpen, lab.feature]).toEqual([true, { layer: 'block1_pool', channel: 7 }]);
  expect(lab.text).toBe('g4..block1_pool.3.4.5....n..block1_pool.7');
  lab.choose(6);
  lab.openFeature(null);
  expect(lab.text).toBe('g6..block1_pool.3.4.5....n');
  lab.go('e');
  expect([lab.bench.drawing.isEmpty, lab.text]).toEqual([true, 'e']);
  lab.go('g999');
  expect(lab.text).toBeNull();
  lab.go('s???');
  expect(lab.text).toBeNull();
});

it('says what can’t be had', async () => {
  const lab = made(`${modelBase()}nowhere/`);
  lab.open();
  await until(() => lab.failure);
  expect(lab.failure).toMatch(/404/);
});
