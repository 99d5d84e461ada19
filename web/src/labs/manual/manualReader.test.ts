/** Both readers of one picture, on the shipped classifiers and the shipped network. */
import { expect, it } from 'vitest';
import { modelBase, shippedClient } from '../../bench/testHost';
import { openModel } from '../../inference/openModel';
import { greyDigit } from '../../inference/testNetworks';
import { MANUAL_MODEL, ManualReader } from './manualReader.svelte';

it('keeps both answers to the newest picture together', async () => {
  const reader = new ManualReader(
    await openModel(modelBase(), MANUAL_MODEL),
    await shippedClient(),
  );
  expect(reader.answers).toBeNull();
  await Promise.all([0, 1, 3].map((image) => reader.read(greyDigit(image))));
  const { pixels, scores, logits } = reader.answers!;
  expect(pixels).toEqual(greyDigit(3));
  expect(Object.keys(scores)).toEqual(reader.manifest.classifiers.map(({ name }) => name));
  expect(logits.indexOf(Math.max(...logits))).toBe(0);
  const all = scores['hog+zones+profiles'] ?? Object.values(scores)[0];
  expect(all.indexOf(Math.max(...all))).toBe(0);
  await reader.read(Uint8Array.of(1));
  expect(reader.error).not.toBeNull();
});
