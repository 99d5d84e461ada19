/** Why this answer, on the shipped network: three maps of a digit, and the search for another answer. */
import { beforeAll, expect, it } from 'vitest';
import { inkOf } from '../../core/greys';
import { softmax } from '../../core/softmax';
import type { InferenceClient, Manifest } from '../../inference/client';
import { bytesOf, greyDigit } from '../../inference/testNetworks';
import { oneGarment as garmentEn } from '../../kit/measured/garments.en';
import { oneGarment as garmentPt } from '../../kit/measured/garments.pt-BR';
import { loadExamples } from '../examples';
import { LabModels } from '../labModels.svelte';
import { loadedHost, modelBase, ownClient, shippedClient, until } from '../testHost';
import { occlude } from './occlusion';
import { searchMs, Why } from './why.svelte';
import { why as en } from './words.en';
import { why as pt } from './words.pt-BR';

let client: InferenceClient;
let asked: { client: InferenceClient; manifest: Manifest };
beforeAll(async () => {
  client = await shippedClient();
  asked = { client, manifest: client.manifest };
});

const shareOf = async (ink: Float32Array, digit: number) => {
  const { output, temperature } = client.manifest;
  return softmax((await client.run(ink, [output])).tensors[output], temperature)[digit];
};

it('the square takes from the percentage what the network loses where it lies', async () => {
  const why = new Why();
  const pixels = greyDigit(0);
  await why.explain(asked, pixels, 7);
  expect(why.error).toBeNull();
  const { occlusion, done, gradient, gradCam, logit, probabilities } = why.maps!;
  expect(done).toBe(occlusion.width * occlusion.height);
  expect([gradient.width, gradient.height]).toEqual([28, 28]);
  expect(gradCam!.values.some((value) => value > 0)).toBe(true);
  expect(logit).toBeGreaterThan(0);
  const at = occlusion.values.indexOf(Math.max(...occlusion.values));
  const covered = occlude(inkOf(pixels), [1, 28, 28]).slice(784 * at, 784 * (at + 1));
  const lost = probabilities[7] - (await shareOf(covered, 7));
  expect(occlusion.values[at]).toBeCloseTo(lost, 3);
});

it('finds the picture that is read as what was asked for', async () => {
  const why = new Why();
  const pixels = greyDigit(2);
  await why.find(asked, pixels, 7);
  const { best, running, probabilities, target } = why.search!;
  expect([running, target]).toEqual([false, 7]);
  expect(best!.changed).toBeGreaterThan(0);
  expect(await shareOf(inkOf(best!.pixels), 7)).toBeCloseTo(probabilities![7], 4);
  why.clear();
  expect([why.maps, why.search, why.error]).toEqual([null, null, null]);
});

it('says the percentages that the answer says, also of another training’s weights', async () => {
  const why = new Why();
  const { detector, network, drawing } = await loadedHost(await ownClient());
  await network.visit(new Map(detector!.client.weights));
  drawing.loadPixels(greyDigit(1));
  await until(() => detector!.tensors);
  await why.explain(detector!, greyDigit(1), 7);
  expect(why.maps!.probabilities).toEqual(detector!.prediction.probabilities);
});

it('of a deep network that reads garments: the same maps, and a search that its answer ends', async () => {
  const model = new LabModels(modelBase()).named('vgg-fashion');
  await model.open();
  const garments = { client: model.client!, manifest: model.client!.manifest };
  const examples = await loadExamples(`${modelBase()}lab/fashion-mnist.json`);
  const coat = examples.find(({ label }) => label === 4)!;
  const why = new Why();
  await why.explain(garments, coat.pixels, coat.label);
  const { occlusion, done, gradCam, probabilities } = why.maps!;
  expect(done).toBe(occlusion.width * occlusion.height);
  // Its last maps have two cells a side, which lie over the whole picture and its padding.
  expect(gradCam).toMatchObject({ width: 2, height: 2, origin: -2, cell: 16 });
  const { output, temperature } = garments.manifest;
  const shareOfGarment = async (ink: Float32Array, label: number) =>
    softmax((await garments.client.run(ink, [output])).tensors[output], temperature)[label];
  const at = occlusion.values.indexOf(Math.max(...occlusion.values));
  const covered = occlude(inkOf(coat.pixels), [1, 28, 28]).slice(784 * at, 784 * (at + 1));
  const lost = probabilities[coat.label] - (await shareOfGarment(covered, coat.label));
  expect(occlusion.values[at]).toBeCloseTo(lost, 3);
  // It refuses nothing: without a threshold, the picture as it is would do for any answer.
  const SHIRT = 6;
  await why.find(garments, coat.pixels, SHIRT);
  const { best, probabilities: found } = why.search!;
  expect(best!.changed).toBeGreaterThan(0);
  expect(found![SHIRT]).toBeGreaterThan(0.7);
  expect(await shareOfGarment(inkOf(best!.pixels), SHIRT)).toBeCloseTo(found![SHIRT], 4);
});

it('a search takes longer where a run does', () => {
  const [digits, garments] = ['artifacts', 'artifacts/lab/vgg-fashion'].map((folder) =>
    JSON.parse(new TextDecoder().decode(bytesOf(`${folder}/manifest.json`))),
  );
  expect([searchMs(digits), searchMs(garments)]).toEqual([1500, 4000]);
});

it('names a class in a sentence of either language', () => {
  for (const [words, garment, a] of [
    [en, garmentEn, /^an? [a-zA-Z]/],
    [pt, garmentPt, /^uma? [a-z]/],
  ] as const) {
    expect(Object.values(garment)).toHaveLength(10);
    for (const noun of Object.values(garment)) {
      expect(noun).toMatch(a);
      expect(words.target(noun)).toContain(noun);
    }
    const sentences = Object.values(words).map((sentence) =>
      typeof sentence === 'string'
        ? sentence
        : (sentence as (...texts: string[]) => string)('', ''),
    );
    for (const sentence of sentences) expect(sentence).not.toMatch(/digit|dígito|número/);
  }
  expect([en.noun('3'), en.noun('8'), pt.noun('8')]).toEqual(['a 3', 'an 8', 'um 8']);
});

it('what is asked for later takes the place of what is under way', async () => {
  const why = new Why();
  const first = why.explain(asked, greyDigit(0), 7);
  await why.explain(asked, greyDigit(1), 2);
  await first;
  expect([why.maps!.digit, why.error]).toEqual([2, null]);
  const searching = why.find(asked, greyDigit(0), 3);
  await until(() => why.search?.running);
  why.forget();
  await searching;
  expect([why.search, why.error]).toEqual([null, null]);
  const stopped = why.explain(asked, greyDigit(3), 0);
  why.stop();
  await stopped;
  expect(why.error).toBeNull();
});

it('says what went wrong', async () => {
  const why = new Why();
  await why.explain(asked, Uint8Array.of(1), 7);
  expect(why.error).not.toBeNull();
  await why.find(asked, Uint8Array.of(1), 7);
  expect([why.search, why.error !== null]).toEqual([null, true]);
});
