/** Why this answer, on the shipped network: three maps of a digit, and the search for another answer. */
import { beforeAll, expect, it } from 'vitest';
import { inkOf } from '../../core/greys';
import { softmax } from '../../core/softmax';
import type { InferenceClient } from '../../inference/client';
import { greyDigit } from '../../inference/testNetworks';
import { shippedClient, until } from '../testHost';
import { occlude } from './occlusion';
import { Why } from './why.svelte';

let client: InferenceClient;
beforeAll(async () => {
  client = await shippedClient();
});

const shareOf = async (ink: Float32Array, digit: number) => {
  const { output, temperature } = client.manifest;
  return softmax((await client.run(ink, [output])).tensors[output], temperature)[digit];
};

it('the square takes from the percentage what the network loses where it lies', async () => {
  const why = new Why();
  const pixels = greyDigit(0);
  await why.explain(client, pixels, 7);
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
  await why.find(client, pixels, 7);
  const { best, running, probabilities, target } = why.search!;
  expect([running, target]).toEqual([false, 7]);
  expect(best!.changed).toBeGreaterThan(0);
  expect(await shareOf(inkOf(best!.pixels), 7)).toBeCloseTo(probabilities![7], 4);
  why.clear();
  expect([why.maps, why.search, why.error]).toEqual([null, null, null]);
});

it('what is asked for later takes the place of what is under way', async () => {
  const why = new Why();
  const first = why.explain(client, greyDigit(0), 7);
  await why.explain(client, greyDigit(1), 2);
  await first;
  expect([why.maps!.digit, why.error]).toEqual([2, null]);
  const searching = why.find(client, greyDigit(0), 3);
  await until(() => why.search?.running);
  why.forget();
  await searching;
  expect([why.search, why.error]).toEqual([null, null]);
  const stopped = why.explain(client, greyDigit(3), 0);
  why.stop();
  await stopped;
  expect(why.error).toBeNull();
});

it('says what went wrong', async () => {
  const why = new Why();
  await why.explain(client, Uint8Array.of(1), 7);
  expect(why.error).not.toBeNull();
  await why.find(client, Uint8Array.of(1), 7);
  expect([why.search, why.error !== null]).toEqual([null, true]);
});
