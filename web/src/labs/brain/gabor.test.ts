import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { explained, gaborAt, gaborPatch, type Gabor } from './gabor';
import { readSafetensors } from '../../core/safetensors';

const artifacts = fileURLToPath(new URL('../../../../artifacts/', import.meta.url));
const read = (name: string) => JSON.parse(readFileSync(artifacts + name, 'utf8'));

describe('a Gabor function', () => {
  const upright: Gabor = { amplitude: 2, theta: 0, sigma: 1, wavelength: 4, phase: 0 };
  it('is its amplitude in the middle, and falls with the Gaussian across the wave', () => {
    expect(gaborAt(upright, 0, 0)).toBe(2);
    expect(gaborAt(upright, 0, 1)).toBeCloseTo(2 * Math.exp(-0.5), 12);
    expect(gaborAt(upright, 1, 0)).toBeCloseTo(0, 12);
    expect(gaborAt(upright, 2, 0)).toBeCloseTo(-2 * Math.exp(-2), 12);
  });

  it('turns with θ, y downwards', () => {
    const turned = { ...upright, theta: Math.PI / 2 };
    expect(gaborAt(turned, 0, 2)).toBeCloseTo(gaborAt(upright, 2, 0), 12);
  });

  it('over a kernel has its cells in their middles', () => {
    const patch = gaborPatch(upright, 3);
    expect(patch[4]).toBe(2);
    expect(patch[1]).toBeCloseTo(gaborAt(upright, 0, -1), 6);
    expect(gaborPatch(upright, 3, 5).length).toBe(225);
    expect(gaborPatch(upright, 3, 5)[112]).toBeCloseTo(2, 6);
  });
});

describe('the fits that are shipped', () => {
  const record = read('gabor.json');
  const manifest = read('manifest.json');
  const bytes = readFileSync(artifacts + manifest.files.weights.path);
  const weights = readSafetensors(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  );
  const layer = manifest.layers.find(({ name }: { name: string }) => name === record.layer);
  const { data, shape } = weights.get(layer.weight)!;

  it('are of the shipped weights: run `make gabor` where they are not', () =>
    expect(record.weights_sha256).toBe(manifest.files.weights.sha256));

  it('explain of each kernel as much as they say', () => {
    const side = shape[3];
    expect(record.kernels.length).toBe(shape[0]);
    record.kernels.forEach((fit: Gabor & { r2: number }, index: number) => {
      const kernel = data.subarray(index * side * side, (index + 1) * side * side);
      expect(explained(kernel, gaborPatch(fit, side))).toBeCloseTo(fit.r2, 3);
    });
  });
});
