import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { LayerGeometry } from '../../core/receptiveField';
import { gradCam, gradientTimesInput, lastMaps, placementOf } from './saliency';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const { layers }: { layers: LayerGeometry[] } = JSON.parse(
  readFileSync(`${root}artifacts/manifest.json`, 'utf8'),
);

describe('readings of gradients', () => {
  it('gradient × input leaves paper at zero and keeps the sign', () =>
    expect(Array.from(gradientTimesInput([2, -3, 5], [0.5, 1, 0]))).toEqual([1, -3, 0]));

  it('Grad-CAM weights each map with its mean gradient and drops what is against', () => {
    const maps = [1, 2, 3, 4, 10, 0, 0, 20];
    // Means: 0.5 and −0.1.
    const gradient = [1, 1, 0, 0, -0.2, -0.2, 0, 0];
    const map = gradCam(maps, gradient, [2, 2, 2]);
    [0, 1, 1.5, 0].forEach((value, i) => expect(map[i]).toBeCloseTo(value, 6));
    expect(gradCam([4], [0.5], [1, 1, 1])[0]).toBe(2);
  });
});

describe('the maps that Grad-CAM reads', () => {
  it('are those of the last convolution, after its ReLU', () => {
    expect(lastMaps(layers)).toBe('conv2_relu');
    const bare: LayerGeometry[] = [
      { name: 'a', op: 'conv2d', input: 'x', shape: [1, 4, 4] },
      { name: 'b', op: 'conv2d', input: 'a', shape: [1, 3, 3] },
      { name: 'c', op: 'flatten', input: 'b', shape: [9] },
    ];
    expect(lastMaps(bare)).toBe('b');
    expect(lastMaps([{ name: 'd', op: 'linear', input: 'x', shape: [2] }])).toBeNull();
  });

  it('stand on the picture where their receptive fields have their middle', () => {
    // 5×5 pixels seen by the first cell: its middle is pixel 2.
    expect(placementOf(layers, 'conv2_relu')).toEqual({ start: 2, step: 1 });
    expect(placementOf(layers, 'pool')).toEqual({ start: 2.5, step: 2 });
    const wide: LayerGeometry = { name: 'a', op: 'conv2d', input: 'x', shape: [1, 14, 14] };
    const halved = [{ ...wide, kernel_size: 5, stride: 2, padding: 2 }];
    expect(placementOf(halved, 'a')).toEqual({ start: 0, step: 2 });
  });
});
